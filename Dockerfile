# One image for the API and the worker: the command decides which.
FROM node:24.11.1-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:24.11.1-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build --chown=node:node /app/package.json ./
COPY --from=build --chown=node:node /app/node_modules ./node_modules
COPY --from=build --chown=node:node /app/dist ./dist
COPY --from=build --chown=node:node /app/workflows/definitions ./workflows/definitions
COPY --from=build --chown=node:node /app/rules/sets ./rules/sets
COPY --from=build --chown=node:node /app/templates/messages ./templates/messages
RUN mkdir /data && chown node:node /data
ENV DATA_DIR=/data
USER node
EXPOSE 8080
CMD ["node", "dist/engine/server.js"]

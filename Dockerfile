# One image for the API and the worker; the command decides which.
# Not older than 24.22.1: earlier releases carry a Brotli decoder that can be overrun.
ARG NODE_IMAGE=node:24.22.1-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev && rm -rf node_modules/.cache

FROM ${NODE_IMAGE}
ENV NODE_ENV=production PORT=8080 DATA_DIR=/data
WORKDIR /app
# Owned by root: the program can read itself and change nothing.
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
# What is read beside the program: the definitions of release 1, the error converter of workflow code, the changes of the database, the errors' page.
COPY --from=build /app/workflows ./workflows
COPY --from=build /app/rules/sets ./rules/sets
COPY --from=build /app/templates/messages ./templates/messages
COPY --from=build /app/engine/store/database-changes ./engine/store/database-changes
COPY --from=build /app/docs/errors.md ./docs/errors.md
# Plugins of an installation come into /plugins: by a volume, or by an image that is made from this one (docs/how-to/deploy.md).
# Empty, unless keys are not given; a read-only container mounts a tmpfs here. Signed ends of logs go into a volume.
RUN mkdir /data /log-heads && chown node:node /data /log-heads
USER node
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/engine/server.js"]

//go:build tools

// Package tools pins the Temporal server that `npm start` builds when no official download can be reached.
package tools

import _ "github.com/temporalio/cli/cmd/temporal"

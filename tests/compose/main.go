// Command compose reads a compose file as Docker Compose would and checks what a production file must hold.
package main

import (
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/compose-spec/compose-go/v2/types"
)

// Values that stand for the secrets of an installation. None of them may stand in the file itself.
var madeUp = map[string]string{
	"SITE_ADDRESS": "clinic.example", "JWT_SECRET": "made-up-jwt-secret-made-up-jwt-secret",
	"DATA_KEY": "made-up-data-key-made-up-data-key!!", "ADMIN_EMAIL": "admin@clinic.example",
	"ADMIN_PASSWORD": "made-up-password", "AFRICASTALKING_USERNAME": "clinic",
	"AFRICASTALKING_API_KEY": "made-up-key", "TEMPORAL_DB_PASSWORD": "made-up-db-password",
}

func main() {
	path := os.Args[1]
	project, err := load(path, madeUp)
	if err != nil {
		fail("%s does not load: %v", path, err)
	}
	for name := range madeUp {
		if _, err := load(path, without(name)); err == nil {
			fail("it starts without %s", name)
		}
	}
	for _, service := range project.Services {
		check(service)
	}
	fmt.Printf("%s: %d services are in order\n", path, len(project.Services))
}

func load(path string, env map[string]string) (*types.Project, error) {
	pairs := []string{}
	for name, value := range env {
		pairs = append(pairs, name+"="+value)
	}
	options, err := cli.NewProjectOptions([]string{path}, cli.WithEnv(pairs))
	if err != nil {
		return nil, err
	}
	return options.LoadProject(context.Background())
}

func without(left string) map[string]string {
	rest := map[string]string{}
	for name, value := range madeUp {
		if name != left {
			rest[name] = value
		}
	}
	return rest
}

func check(service types.ServiceConfig) {
	_, tag, tagged := strings.Cut(service.Image, ":")
	if !tagged || tag == "latest" {
		fail("%s: the image %q names no version", service.Name, service.Image)
	}
	if service.Restart != "unless-stopped" {
		fail("%s does not come back after a crash", service.Name)
	}
	if len(service.Ports) > 0 && service.Name != "proxy" {
		fail("%s publishes a port; only the proxy may", service.Name)
	}
	if ours := service.Name == "api" || service.Name == "worker"; ours && (service.User != "node" || !service.ReadOnly) {
		fail("%s must run as node on a read-only file system", service.Name)
	}
}

func fail(format string, args ...any) {
	fmt.Fprintf(os.Stderr, format+"\n", args...)
	os.Exit(1)
}

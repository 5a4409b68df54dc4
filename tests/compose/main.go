// Command compose reads a compose file as Docker Compose would and checks what a production file must hold.
// It needs no Docker: go run . ../../docker-compose.yml
package main

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/compose-spec/compose-go/v2/types"
)

// Values that stand for those of an installation. Without any one of them nothing may start.
var madeUp = map[string]string{
	"SITE_ADDRESS": "clinic.example", "JWT_SECRET": "made-up-jwt-secret-made-up-jwt-secret",
	"DATA_KEY": "made-up-data-key-made-up-data-key!!", "ADMIN_EMAIL": "admin@clinic.example",
	"ADMIN_PASSWORD": "made-up-password", "AFRICASTALKING_USERNAME": "clinic",
	"AFRICASTALKING_API_KEY": "made-up-key", "TEMPORAL_DB_PASSWORD": "made-up-temporal-password",
	"MONGODB_PASSWORD": "madeUpMongoPassword", "MONGODB_ROOT_PASSWORD": "madeUpMongoRootPassword",
	"MONGODB_REPLICA_KEY": "madeUpReplicaKey",
}

var (
	secretName = regexp.MustCompile(`(?i)(password|pwd|secret|key|token)(_previous)?$`)
	version    = regexp.MustCompile(`^[^:@]+:[0-9]+\.[0-9]+[^:]*$`)
	baseImage  = regexp.MustCompile(`(?m)^(?:FROM|ARG [A-Z_]+=)\s*([a-z][^\s]*:[^\s]+)`)
	finalUser  = regexp.MustCompile(`(?m)^USER (\S+)$`)
)

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
	if !project.Networks["data"].Internal {
		fail("the network of the databases leads outside")
	}
	for _, service := range project.Services {
		check(service)
	}
	for _, name := range []string{"mongo-1", "mongo-2", "mongo-3", "postgres", "temporal"} {
		if networks := project.Services[name].Networks; len(networks) != 1 || !has(networks, "data") {
			fail("%s must be on the network of the databases alone", name)
		}
	}
	for _, name := range []string{"api", "worker"} {
		checkNoneIsAlone(project, name)
	}
	checkImage(filepath.Join(filepath.Dir(path), "Dockerfile"))
	fmt.Printf("%s: %d services are in order\n", path, len(project.Services))
}

// Two of each process, and every member of MongoDB known to it: no death of one ends the service.
func checkNoneIsAlone(project *types.Project, name string) {
	service := project.Services[name]
	if service.Deploy == nil || service.Deploy.Replicas == nil || *service.Deploy.Replicas < 2 {
		fail("%s runs once only", name)
	}
	for member := 1; member <= 3; member++ {
		host := fmt.Sprintf("mongo-%d", member)
		if _, there := project.Services[host]; !there || !strings.Contains(*service.Environment["MONGODB_URI"], host+":") {
			fail("%s does not know %s", name, host)
		}
	}
}

func load(path string, env map[string]string) (*types.Project, error) {
	pairs := []string{}
	for name, value := range env {
		pairs = append(pairs, name+"="+value)
	}
	options, err := cli.NewProjectOptions([]string{path}, cli.WithEnv(pairs), cli.WithProfiles([]string{"*"}))
	if err != nil {
		return nil, err
	}
	return options.LoadProject(context.Background())
}

func without(left string) map[string]string {
	rest := maps.Clone(madeUp)
	delete(rest, left)
	return rest
}

func check(service types.ServiceConfig) {
	if !version.MatchString(service.Image) {
		fail("%s: the image %q names no version", service.Name, service.Image)
	}
	isJob := strings.HasPrefix(service.Restart, "on-failure")
	if service.Restart != "unless-stopped" && !isJob {
		fail("%s does not come back after a crash", service.Name)
	}
	ours := service.Name == "api" || service.Name == "worker"
	if service.HealthCheck == nil && !ours && !isJob {
		fail("%s: nobody asks for its health", service.Name)
	}
	for _, port := range service.Ports {
		if port.HostIP != "127.0.0.1" && service.Name != "proxy" {
			fail("%s publishes port %s; only the proxy may", service.Name, port.Published)
		}
	}
	if service.Privileged || service.NetworkMode == "host" || !hasText(service.SecurityOpt, "no-new-privileges:true") {
		fail("%s may gain privileges", service.Name)
	}
	if ours && (service.User != "node" || !service.ReadOnly || !hasText(service.CapDrop, "ALL")) {
		fail("%s must run as node, without capabilities, on a read-only file system", service.Name)
	}
	checkSecrets(service)
	checkMounts(service)
}

// A secret is what the installation gave, or nothing: no text of the file itself.
func checkSecrets(service types.ServiceConfig) {
	given := map[string]bool{"": true}
	for _, value := range madeUp {
		given[value] = true
	}
	for name, value := range service.Environment {
		if secretName.MatchString(name) && (value == nil || !given[*value]) {
			fail("%s: %s has a value of its own in the file", service.Name, name)
		}
	}
}

// Data is in named volumes; of the project's files only those of deploy are seen, and none is written.
func checkMounts(service types.ServiceConfig) {
	for _, mount := range service.Volumes {
		if mount.Type == types.VolumeTypeVolume && mount.Source != "" {
			continue
		}
		if mount.Type != types.VolumeTypeBind || !mount.ReadOnly || filepath.Base(filepath.Dir(mount.Source)) != "deploy" {
			fail("%s: %s is neither a named volume nor a part of deploy", service.Name, mount.Target)
		}
		// An engine would make an empty folder of what is not there.
		if _, err := os.Stat(mount.Source); err != nil {
			fail("%s: there is no file or folder %s", service.Name, mount.Source)
		}
	}
}

// What the program reads beside itself.
var readBeside = []string{"workflows", "rules/sets", "templates/messages", "engine/store/database-changes", "docs/errors.md"}

func checkImage(path string) {
	text, err := os.ReadFile(path)
	if err != nil {
		fail("%v", err)
	}
	images := baseImage.FindAllStringSubmatch(string(text), -1)
	if len(images) == 0 {
		fail("%s: its base image has no version", path)
	}
	for _, image := range images {
		if !version.MatchString(image[1]) {
			fail("%s: the image %q names no version", path, image[1])
		}
	}
	users := finalUser.FindAllStringSubmatch(string(text), -1)
	if len(users) == 0 || users[len(users)-1][1] == "root" {
		fail("%s: the program runs as root", path)
	}
	for _, beside := range readBeside {
		if !strings.Contains(string(text), "COPY --from=build /app/"+beside+" ./"+beside+"\n") {
			fail("%s: %s is not in the image", path, beside)
		}
	}
}

func has(networks map[string]*types.ServiceNetworkConfig, name string) bool {
	_, found := networks[name]
	return found
}

func hasText(texts []string, wanted string) bool {
	for _, text := range texts {
		if text == wanted {
			return true
		}
	}
	return false
}

func fail(format string, args ...any) {
	fmt.Fprintf(os.Stderr, format+"\n", args...)
	os.Exit(1)
}

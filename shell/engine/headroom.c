#include "headroom.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { PATH_ROOM = 4096, LINE_ROOM = 4096 };

/* How a version of control groups names what it tells. */
struct version {
  const char *mount, *limit, *usage, *cache; /* `cache`: a line of memory.stat */
};

static const struct version versions[] = {
    {"/sys/fs/cgroup/memory", "memory.limit_in_bytes", "memory.usage_in_bytes",
     "total_inactive_file "},
    {"/sys/fs/cgroup", "memory.max", "memory.current", "inactive_file "},
    {"/sys/fs/cgroup/unified", "memory.max", "memory.current", "inactive_file "}};

/* The number behind `key` at the beginning of some line. */
static bool read_number(const char *path, const char *key, uint64_t *number) {
  char line[LINE_ROOM];
  FILE *file = fopen(path, "re");
  bool found = false;
  while (file != NULL && !found && fgets(line, sizeof line, file) != NULL)
    found =
        strncmp(line, key, strlen(key)) == 0 && sscanf(line + strlen(key), "%" SCNu64, number) == 1;
  if (file != NULL)
    fclose(file);
  return found;
}

static bool read_fact(const char *folder, const char *name, const char *key, uint64_t *number) {
  char path[PATH_ROOM];
  int length = snprintf(path, sizeof path, "%s/%s", folder, name);
  return length > 0 && (size_t)length < sizeof path && read_number(path, key, number);
}

static uint64_t machine_left(const char *root) {
  uint64_t free = 0, swap = 0;
  char folder[PATH_ROOM];
  snprintf(folder, sizeof folder, "%s/proc", root);
  if (!read_fact(folder, "meminfo", "MemAvailable:", &free))
    return UINT64_MAX;
  read_fact(folder, "meminfo", "SwapFree:", &swap);
  return (free + swap) * 1024;
}

/* UINT64_MAX when the group has no limit: v2 then says `max`. */
static uint64_t group_left(const struct version *version, const char *folder) {
  uint64_t limit, usage = 0, cache = 0;
  if (!read_fact(folder, version->limit, "", &limit) ||
      !read_fact(folder, version->usage, "", &usage))
    return UINT64_MAX;
  read_fact(folder, "memory.stat", version->cache, &cache);
  usage -= cache < usage ? cache : usage;
  return limit > usage ? limit - usage : 0;
}

/* The least that a group or one around it has left. A path that is told from outside a container
** does not stand inside it: then those around it do. */
static uint64_t groups_left(const char *root, const struct version *version, const char *group) {
  char folder[PATH_ROOM];
  uint64_t least = UINT64_MAX;
  int length = snprintf(folder, sizeof folder, "%s%s%s", root, version->mount, group);
  size_t mount = strlen(root) + strlen(version->mount);
  if (length < 0 || (size_t)length >= sizeof folder)
    return least;
  for (;;) {
    uint64_t left = group_left(version, folder);
    least = left < least ? left : least;
    char *cut = strrchr(folder + mount, '/');
    if (cut == NULL)
      return least;
    *cut = '\0';
  }
}

/* A line of /proc/self/cgroup: number, controllers, path; v2's has no controllers. */
static uint64_t line_left(const char *root, char *line) {
  uint64_t least = UINT64_MAX;
  char *controllers = strchr(line, ':');
  char *group = controllers == NULL ? NULL : strchr(controllers + 1, ':');
  if (group == NULL)
    return least;
  *group++ = '\0';
  group[strcspn(group, "\n")] = '\0';
  bool first = strstr(controllers, "memory") != NULL;
  if (!first && controllers[1] != '\0')
    return least;
  for (size_t i = first ? 0 : 1; i < (first ? 1 : 3); i++) {
    uint64_t left = groups_left(root, &versions[i], group);
    least = left < least ? left : least;
  }
  return least;
}

uint64_t headroom_left(const char *root) {
  char line[LINE_ROOM];
  uint64_t least = machine_left(root);
  snprintf(line, sizeof line, "%s/proc/self/cgroup", root);
  FILE *file = fopen(line, "re");
  while (file != NULL && fgets(line, sizeof line, file) != NULL) {
    uint64_t left = line_left(root, line);
    least = left < least ? left : least;
  }
  if (file != NULL)
    fclose(file);
  return least;
}

/* The host: reads the command line, runs a script or the prompt, and tells how it went.
**
** Exit status: 0; 1 the script failed; 64 wrong use; 66 the script cannot be read; 74 the output
** cannot be written; 130 stopped by Ctrl-C. */
#include <errno.h>
#include <lauxlib.h>
#include <lua.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "interrupt.h"
#include "native/native.h"
#include "progress.h"
#include "prompt.h"
#include "script.h"
#include "state.h"

enum { EXIT_USAGE = 64, EXIT_OUTPUT = 74 };

static const char usage[] = "usage: indsats [OPTION] [SCRIPT [ARGUMENT...]]\n";

static const char help[] =
    "\n"
    "Figures of a Danish jobcentre: read, compute, compare, report.\n"
    "\n"
    "  indsats                    the prompt, or a script from standard input when it is no "
    "terminal\n"
    "  indsats SCRIPT [ARG...]    run a script; `arg` and `...` hold its arguments\n"
    "  indsats - [ARG...]         run standard input as a script\n"
    "  indsats -e CODE [ARG...]   run CODE; the value of an expression is printed\n"
    "  indsats -i SCRIPT [ARG...] run a script, then the prompt with what it made\n"
    "  indsats --new FILE         write a follow-up to begin from; never over a file\n"
    "  indsats --no-init ...      the prompt without its init.lua\n"
    "  indsats --verify FILE      run the script of a document again: the same bytes?\n"
    "  indsats --outdated FILE    has what a document was made of changed since? Runs nothing\n"
    "  indsats --quiet SCRIPT ... for schedules: silent unless its documents change or it fails\n"
    "  indsats --mail-on-change SCRIPT ... the same, and what changed is written as a mail\n"
    "  indsats --log FILE ...     with these: a line of JSON on every run\n"
    "  indsats --threads N ...    compute on at most N threads; no result depends on it\n"
    "  indsats --no-cache ...     read every file itself, never what was kept of it\n"
    "  indsats -h, --help         print this\n"
    "  indsats -v, --version      print the version\n"
    "\n"
    "The prompt first runs $XDG_CONFIG_HOME/indsats/init.lua (~/.config/indsats/init.lua).\n"
    "Exit status: 0; 1 the script failed; 64 wrong use; 66 the script cannot be read;\n"
    "74 the output cannot be written; 130 stopped by Ctrl-C, 143 by SIGTERM; with --quiet: 10 a\n"
    "goal has another status, 75 another run is at work.\n"
    "INDSATS_TRACEBACK=1 adds a traceback to errors.\n";

enum task {
  TASK_PROMPT,
  TASK_FILE,
  TASK_INPUT,
  TASK_CODE,
  TASK_AGAIN,
  TASK_HELP,
  TASK_VERSION,
  TASK_USAGE
};

struct command {
  enum task task;
  const char *program;
  const char *subject; /* the script's path, the code, the document */
  const char *again;   /* what is asked of the document: "verify" or "outdated" */
  int count;           /* arguments of the script */
  char **arguments;
  bool quiet; /* run by a schedule */
  bool mail;  /* what has changed is written as a mail */
  const char *log;
  bool stay;      /* the prompt follows the script */
  bool no_init;   /* it does not run init.lua */
  size_t threads; /* 0: as many as there are processors */
  int status;     /* what the program ends with */
};

/* An option that stands alone; TASK_USAGE when it is none. */
static enum task option_task(const char *option) {
  if (strcmp(option, "-h") == 0 || strcmp(option, "--help") == 0)
    return TASK_HELP;
  if (strcmp(option, "-v") == 0 || strcmp(option, "--version") == 0)
    return TASK_VERSION;
  return TASK_USAGE;
}

static bool refuse(struct command *command, const char *what, const char *about) {
  fprintf(stderr, "indsats: %s%s\n%sindsats --help tells more\n", what, about, usage);
  command->task = TASK_USAGE;
  command->status = EXIT_USAGE;
  return false;
}

/* Take an option of scheduled runs at the front. False where there is none. */
static bool parse_schedule(struct command *command, int count, char **arguments, int *at) {
  const char *option = *at < count ? arguments[*at] : "";
  bool log = strcmp(option, "--log") == 0 && *at + 1 < count;
  bool mail = strcmp(option, "--mail-on-change") == 0;
  if (!log && !mail && strcmp(option, "--quiet") != 0)
    return false;
  if (log)
    command->log = arguments[*at + 1];
  command->mail = command->mail || mail;
  command->quiet = true;
  *at += log ? 2 : 1;
  return true;
}

/* Take `--no-cache`, `--no-init` and `--threads N` at the front. False when wrong, which has been
** said. */
static bool parse_engine(struct command *command, int count, char **arguments, int *at) {
  if (parse_schedule(command, count, arguments, at))
    return parse_engine(command, count, arguments, at);
  if (*at < count && strcmp(arguments[*at], "--no-init") == 0) {
    command->no_init = true;
    (*at)++;
    return parse_engine(command, count, arguments, at);
  }
  if (*at < count && strcmp(arguments[*at], "--no-cache") == 0) {
    setenv("INDSATS_CACHE", "off", 1);
    (*at)++;
    return parse_engine(command, count, arguments, at);
  }
  if (*at >= count || strcmp(arguments[*at], "--threads") != 0)
    return true;
  const char *number = *at + 1 < count ? arguments[*at + 1] : "";
  char *end;
  long threads = strtol(number, &end, 10);
  if (number[0] == '\0' || *end != '\0' || threads < 1 || threads > 64)
    return refuse(command, "--threads needs a number from 1 to 64, not ", number);
  command->threads = (size_t)threads;
  *at += 2;
  return parse_engine(command, count, arguments, at);
}

/* Take an option that says what to do, and what it is followed by. False when wrong, which has been
** said. */
static bool parse_task(struct command *command, const char *first, int count, char **arguments,
                       int *at) {
  if (strcmp(first, "-i") == 0) {
    if (*at >= count)
      return refuse(command, "-i needs the script to run: -i script.lua", "");
    command->task = TASK_PROMPT;
    command->stay = true;
    command->subject = arguments[(*at)++];
  } else if (strcmp(first, "-e") == 0) {
    if (*at >= count)
      return refuse(command, "-e needs the code to run: -e 'print(1)'", "");
    command->task = TASK_CODE;
    command->subject = arguments[(*at)++];
  } else if (strcmp(first, "--new") == 0) {
    if (*at >= count)
      return refuse(command, "--new needs the file to write: --new opfoelgning.lua", "");
    command->task = TASK_CODE;
    command->subject = "require('followup.template').write(...)";
  } else if (strcmp(first, "--verify") == 0 || strcmp(first, "--outdated") == 0) {
    if (*at + 1 != count)
      return refuse(command, first, " needs one document: its HTML or its manifest");
    command->task = TASK_AGAIN;
    command->again = first + 2;
    command->subject = arguments[(*at)++];
  } else {
    command->task = option_task(first);
    if (command->task == TASK_USAGE)
      return refuse(command, "there is no option ", first);
  }
  return true;
}

/* Read the command line. False when it cannot be obeyed, which has been said. */
static bool parse(struct command *command, int count, char **arguments) {
  int at = 1;
  bool options = true;
  if (!parse_engine(command, count, arguments, &at))
    return false;
  if (at < count && strcmp(arguments[at], "--") == 0) {
    options = false;
    at++;
  }
  const char *first = at < count ? arguments[at++] : NULL;
  command->program = count > 0 ? arguments[0] : "indsats";
  if (first == NULL) {
    command->task = isatty(STDIN_FILENO) ? TASK_PROMPT : TASK_INPUT;
  } else if (!options || first[0] != '-') {
    command->task = TASK_FILE;
    command->subject = first;
  } else if (first[1] == '\0') {
    command->task = TASK_INPUT;
  } else if (!parse_task(command, first, count, arguments, &at)) {
    return false;
  }
  command->count = count - at;
  command->arguments = arguments + at;
  if (command->quiet && command->task != TASK_FILE)
    return refuse(command, "--quiet runs the file of a script: --quiet script.lua", "");
  return true;
}

/* Load what the command names. False with the status set when it cannot be read. */
static bool load_text(struct command *command, struct script *script) {
  switch (command->task) {
  case TASK_PROMPT:
    command->status = command->stay ? script_read(script, command->subject) : 0;
    break;
  case TASK_FILE:
    command->status = command->quiet ? 0 : script_read(script, command->subject);
    break;
  case TASK_INPUT:
    command->status = script_read_input(script);
    break;
  case TASK_AGAIN:
    break;
  default:
    command->status = script_from_code(script, command->subject);
    break;
  }
  return command->status == 0;
}

/* Ask a document whether it is still what it was. Gives the exit status. */
static int ask_again(lua_State *L, const struct command *command) {
  int status = EXIT_FAILURE;
  lua_getglobal(L, "require");
  lua_pushliteral(L, "run.again");
  lua_call(L, 1, 1);
  lua_getfield(L, -1, command->again);
  lua_pushstring(L, command->subject);
  if (interrupt_call(L, 1, 1) == LUA_OK)
    status = (int)lua_tointeger(L, -1);
  else
    fprintf(stderr, "indsats: %s\n", luaL_tolstring(L, -1, NULL));
  return status;
}

/* Run the script as a schedule does (lua/run/quiet.lua). Gives the exit status. */
static int run_quietly(lua_State *L, const struct command *command) {
  lua_getglobal(L, "require");
  lua_pushliteral(L, "run.quiet");
  lua_call(L, 1, 1);
  lua_getfield(L, -1, "run");
  lua_pushstring(L, command->subject);
  lua_createtable(L, command->count, 0);
  for (int i = 0; i < command->count; i++) {
    lua_pushstring(L, command->arguments[i]);
    lua_rawseti(L, -2, i + 1);
  }
  lua_createtable(L, 0, 3);
  lua_pushboolean(L, command->mail);
  lua_setfield(L, -2, "mail");
  lua_pushstring(L, command->log);
  lua_setfield(L, -2, "log");
  lua_pushinteger(L, (lua_Integer)command->threads);
  lua_setfield(L, -2, "threads");
  if (interrupt_call(L, 3, 1) == LUA_OK)
    return (int)lua_tointeger(L, -1);
  fprintf(stderr, "indsats: %s\n", luaL_tolstring(L, -1, NULL));
  return interrupt_seen() ? interrupt_status() : EXIT_FAILURE;
}

/* Fill the state and do the command's work, in protected mode. */
static int work(lua_State *L) {
  struct command *command = lua_touserdata(L, 1);
  struct script *script = lua_touserdata(L, 2);
  state_fill(L);
  native_set_threads(L, command->threads);
  interrupt_open(L, command->task != TASK_PROMPT);
  progress_open(L);
  if (command->task == TASK_PROMPT) {
    const char *name = command->stay ? script->source.name : "";
    prompt_open(L, !command->no_init);
    state_arguments(L, command->program, name, command->count, command->arguments);
    if (command->stay)
      script_run(L, script, command->count, false); /* what went wrong has been said */
    command->status = prompt_run(L);
    return 0;
  }
  if (command->task == TASK_AGAIN || command->quiet) {
    command->status = command->quiet ? run_quietly(L, command) : ask_again(L, command);
    return 0;
  }
  state_arguments(L, command->program, script->source.name, command->count, command->arguments);
  command->status = script_run(L, script, command->count, command->task == TASK_CODE);
  return 0;
}

static void run(struct command *command) {
  struct script script = {0};
  if (!load_text(command, &script))
    return;
  lua_State *L = luaL_newstate();
  if (L == NULL) {
    fputs("indsats: out of memory\n", stderr);
    command->status = EXIT_FAILURE;
  } else {
    lua_pushcfunction(L, work);
    lua_pushlightuserdata(L, command);
    lua_pushlightuserdata(L, &script);
    if (lua_pcall(L, 2, 0, 0) != LUA_OK) {
      fprintf(stderr, "indsats: %s\n", luaL_tolstring(L, -1, NULL));
      command->status = EXIT_FAILURE;
    }
    lua_close(L);
  }
  script_clear(&script);
}

/* Whatever ends the program (os.exit too): output that was not written must not look like success.
** Who reads it may have had enough: that is nothing to tell of. */
static void check_output(void) {
  if (fflush(stdout) == 0 && !ferror(stdout))
    return;
  if (errno != EPIPE)
    fprintf(stderr, "indsats: the output cannot be written: %s\n", strerror(errno));
  _exit(EXIT_OUTPUT);
}

int main(int count, char **arguments) {
  struct command command = {0};
  atexit(check_output);
  if (!parse(&command, count, arguments))
    return command.status;
  if (command.task == TASK_HELP)
    printf("%s%s", usage, help);
  else if (command.task == TASK_VERSION)
    puts("indsats " INDSATS_VERSION);
  else
    run(&command);
  return command.status;
}

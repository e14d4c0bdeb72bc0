# indsats: build, test and install.
#
#   make run     install what is missing, build, and make the follow-up from the figures in data/
#   make test    install what is missing, build, and run every test
#   make data    write the SYNTHETIC set that the scripts use where nothing is published
#
# `make help` lists the rest. Optimised and sanitised builds stand side by side under build/.

VERSION := 0.1.0
PREFIX ?= /usr/local
DESTDIR ?=
MODE ?= release
BUILD := build/$(MODE)

CC ?= cc
CLANG ?= clang
LIBRARIES := lua5.4 jansson libutf8proc libmd libxxhash gsl readline
# Of these only the headers: shell/engine/icu.c and shell/native/late.c load them when needed.
LATE_LIBRARIES := icu-i18n xlsxwriter minizip sqlite3
LIBRARY_CFLAGS := $(shell pkg-config --cflags $(LIBRARIES) $(LATE_LIBRARIES) 2>/dev/null)
LIBRARY_LIBS := $(shell pkg-config --libs $(LIBRARIES) 2>/dev/null)
CPPFLAGS_ALL = -D_GNU_SOURCE -Ishell/engine -Ishell/native -Ishell -DINDSATS_VERSION='"$(VERSION)"' \
	-DINDSATS_SHARE='"$(PREFIX)/share/indsats"' $(CPPFLAGS)
CFLAGS_ALL = -std=c11 -g -fno-strict-aliasing -ffp-contract=off -Wall -Wextra -Wshadow \
	-Wconversion -Wpointer-arith -Wstrict-prototypes -Wmissing-prototypes -Wvla -Werror \
	$(MODE_FLAGS) $(LIBRARY_CFLAGS) $(CFLAGS)
LDLIBS_ALL = $(LIBRARY_LIBS) -lcsv -lm -ldl -pthread $(LDLIBS)

ifeq ($(MODE),asan)
MODE_FLAGS := -O1 -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
else ifeq ($(MODE),tsan)
MODE_FLAGS := -O1 -fsanitize=thread -fno-omit-frame-pointer
else
MODE_FLAGS := -O3
endif

ENGINE := $(sort $(wildcard shell/engine/*.c))
NATIVE := $(sort $(wildcard shell/native/*.c))
HOST := $(filter-out shell/embed.c,$(sort $(wildcard shell/*.c)))
LUA := $(sort $(shell find lua -name '*.lua'))
C_TESTS := $(sort $(wildcard tests/c/test_*.c))
FUZZERS := $(sort $(wildcard tests/fuzz/fuzz_*.c))

ENGINE_OBJECTS := $(ENGINE:%.c=$(BUILD)/%.o)
NATIVE_OBJECTS := $(NATIVE:%.c=$(BUILD)/%.o)
PROGRAM_OBJECTS := $(ENGINE_OBJECTS) $(NATIVE_OBJECTS) $(HOST:%.c=$(BUILD)/%.o) \
	$(BUILD)/library.o
TEST_PROGRAMS := $(C_TESTS:%.c=$(BUILD)/%)
FUZZ_PROGRAMS := $(FUZZERS:%.c=$(BUILD)/%)

# Made-up figures: not kept, for the program writes them the same everywhere.
SYNTHETIC := data/syntetisk/LAES_MIG.md
SYNTHETIC_FROM := $(sort $(wildcard lua/synthetic/*.lua)) scripts/syntetisk.lua \
	data/publicerede_tal.csv data/omraader.csv

.PHONY: help deps run build all data test test-run recording asan tsan lint fuzz bench \
	install uninstall clean format FORCE
.DELETE_ON_ERROR:

help:
	@sed -n 's/^#   //p; s/^\([a-z-]*\):.*## /  make \1\t/p' Makefile

deps: ## install the Debian packages that are missing
	@sh shell/deps.sh

build: deps ## build build/indsats
	@$(MAKE) --no-print-directory all

ifeq ($(MODE),release)
all: build/indsats
else
all: $(BUILD)/indsats
endif

data: build ## write data/syntetisk/, the synthetic set (every row says SYNTETISK)
	@$(MAKE) --no-print-directory $(SYNTHETIC)

$(SYNTHETIC): $(SYNTHETIC_FROM) | $(BUILD)/indsats
	@$(BUILD)/indsats scripts/syntetisk.lua --out data/syntetisk
	@touch $@

run: data ## the main job: the follow-up on strategy and goals, on screen and in out/
	build/indsats scripts/opfoelgning.lua --out out --format md,html,json,xlsx,docx

test: deps ## build and run every test
	@sh tests/axe.sh
	@$(MAKE) --no-print-directory test-run

test-run: all $(SYNTHETIC) $(TEST_PROGRAMS) $(FUZZ_PROGRAMS)
	@BUILD=$(BUILD) sh tests/run.sh

recording: all $(SYNTHETIC) ## write anew what the program answers in README.md and VEJLEDNING.md
	@UPDATE=1 ONLY=test_docs BUILD=$(BUILD) sh tests/run.sh

asan: deps ## the whole test suite under AddressSanitizer and UBSan
	@$(MAKE) --no-print-directory MODE=asan test-run

tsan: deps ## the tests of work on several threads under ThreadSanitizer
	@$(MAKE) --no-print-directory MODE=tsan test-run

lint: deps ## compiler, luacheck, globals, format, and the project's own rules
	@sh tests/lint.sh

fuzz: deps ## search for new inputs that break the readers (SECONDS_EACH=60)
	@sh tests/fuzz/run.sh

bench: build ## speed beside other programs: ROWS=1e6 (tests/bench/README.md)
	@sh tests/bench/run.sh

$(BUILD)/indsats: $(PROGRAM_OBJECTS)
	@echo "  $(@:build/%=%)"
	@$(CC) $(CFLAGS_ALL) -o $@ $(PROGRAM_OBJECTS) $(LDLIBS_ALL)

build/indsats: build/release/indsats
	@ln -sf release/indsats $@

# How all is compiled, written anew only when it changes: another VERSION or PREFIX is another program.
$(BUILD)/flags: export COMPILED = $(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) $(LDLIBS_ALL)
$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@echo "$$COMPILED" | cmp -s - $@ || echo "$$COMPILED" > $@

$(BUILD)/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	@echo "  $(@:build/%=%)"
	@$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -MMD -MP -c -o $@ $<

# The names of the modules, written anew only when they change: so that a module goes with its file.
build/gen/modules: FORCE
	@mkdir -p $(@D)
	@echo '$(LUA)' | cmp -s - $@ || echo '$(LUA)' > $@

# The Lua library is compiled in: a C array of each module's source and of its code.
build/gen/embed: shell/embed.c
	@mkdir -p $(@D)
	@$(CC) $(CPPFLAGS) $(CFLAGS) -std=c11 -O1 $(shell pkg-config --cflags lua5.4) -o $@ $< \
		$(shell pkg-config --libs lua5.4)

build/gen/library.c: build/gen/embed build/gen/modules $(LUA)
	@mkdir -p $(@D)
	@build/gen/embed $(LUA) > $@.new && mv $@.new $@

$(BUILD)/library.o: build/gen/library.c
	@mkdir -p $(@D)
	@echo "  $(@:build/%=%)"
	@$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -MMD -MP -c -o $@ $<

# The faces are tested from C as well (test_native); the engine must do without them.
$(BUILD)/tests/c/test_native: EXTRA_OBJECTS := $(NATIVE_OBJECTS)
$(BUILD)/tests/c/test_native: $(NATIVE_OBJECTS)

$(BUILD)/tests/c/%: tests/c/%.c $(ENGINE_OBJECTS)
	@mkdir -p $(@D)
	@echo "  $(@:build/%=%)"
	@$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -MMD -MP -o $@ $< $(EXTRA_OBJECTS) $(ENGINE_OBJECTS) \
		$(LDLIBS_ALL) -lcmocka

# Replays of the fuzz corpora: the targets linked with a plain main (tests/fuzz/replay.c).
.SECONDARY: $(BUILD)/tests/fuzz/replay.o
$(BUILD)/tests/fuzz/%: tests/fuzz/%.c $(BUILD)/tests/fuzz/replay.o $(ENGINE_OBJECTS)
	@mkdir -p $(@D)
	@echo "  $(@:build/%=%)"
	@$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -MMD -MP -o $@ $< $(BUILD)/tests/fuzz/replay.o \
		$(ENGINE_OBJECTS) $(LDLIBS_ALL)

install: build/indsats $(SYNTHETIC) ## install under $(DESTDIR)$(PREFIX)
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/indsats
	install -m 755 build/release/indsats $(DESTDIR)$(PREFIX)/bin/indsats
	cp -R scripts data $(DESTDIR)$(PREFIX)/share/indsats/

uninstall: ## remove what install put there
	rm -f $(DESTDIR)$(PREFIX)/bin/indsats
	rm -rf $(DESTDIR)$(PREFIX)/share/indsats

format: ## lay out the C code by .clang-format
	clang-format -i shell/*.[ch] shell/*/*.[ch] tests/c/*.[ch] tests/fuzz/*.c

clean: ## remove build/, out/ and data/syntetisk/
	rm -rf build out data/syntetisk

-include $(shell find build -name '*.d' 2>/dev/null)

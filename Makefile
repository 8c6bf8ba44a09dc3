# Starslice. GNU make; `make help` lists the targets.
#
# Nothing here names a module: every sim/**/*.c and models/*.c goes into the
# library, every tests/unit/test_*.c (and truth, agree, theory) is a program.
# `make -k` builds what can be built and links with that.

BUILD ?= build
PREFIX ?= /usr/local
JOBS ?= $(shell nproc 2>/dev/null || echo 2)
SECONDS ?= 60
OPT ?= -O2

ifeq ($(origin CC),default)
CC := gcc
endif

# Loops that clang leaves as they are without -O2 (pass-failed) are no fault.
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion \
	-Wdouble-promotion -Wstrict-prototypes -Wmissing-prototypes -Wvla \
	-Wundef -Wwrite-strings $(if $(findstring clang,$(CC)),-Wno-pass-failed)
CFLAGS ?= -std=c11 -D_POSIX_C_SOURCE=200809L $(OPT) -g -ffp-contract=off \
	$(WARNINGS)
override CPPFLAGS += -Isim -I.
# Loops that are marked for vectors (base/clones.h): no threads.
override CFLAGS += -fopenmp-simd
OPENMP := -fopenmp
LDLIBS := $(OPENMP) -lyaml -lpg_query -lprotobuf-c -lgsl -lgslcblas \
	-ljansson -lzstd -llzo2 -ledit -lm

ifdef WERROR
override CFLAGS += -Werror
endif
ifdef SAN
override CFLAGS += -fsanitize=$(SAN) -fno-sanitize-recover=all \
	-fno-omit-frame-pointer
override LDFLAGS += -fsanitize=$(SAN)
endif
ifdef COVER
override CFLAGS += --coverage
override LDFLAGS += --coverage
endif

MAIN := sim/cli/main.c
SOURCES := $(sort $(filter-out $(MAIN),$(shell find sim models -name '*.c')))
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o)
LIB := $(BUILD)/libstarslice.a

# The default build puts the program at the project's root, the others
# (clang, sanitizers, ...) keep theirs in their own folder.
PROGRAM := $(if $(filter build,$(BUILD)),starslice,$(BUILD)/starslice)

# Constants that the program carries: models/params as text inside it.
EMBED := models/params/embed.awk
PARAMS := models/params/node_types.yaml models/params/engine.yaml
ifeq ($(words $(wildcard $(EMBED) $(PARAMS))),3)
OBJECTS += $(BUILD)/params_text.o
endif

# Style and script of the HTML report, likewise.
PAGE := sim/report/page/report.css sim/report/page/report.js
OBJECTS += $(BUILD)/page_text.o

programs = $(patsubst %.c,$(BUILD)/%,$(sort $(wildcard tests/$(1)/test_*.c)))
QUICK := $(call programs,unit) $(call programs,terminal)
SLOW := $(call programs,truth) $(call programs,agree) $(call programs,theory)
RUN = BUILD=$(BUILD) STARSLICE=./$(PROGRAM) CC=$(CC) bash tests/run.sh
SUBMAKE = +$(MAKE) --no-print-directory

.PHONY: all demo check test test-all lint san fuzz fuzz-build page plots docs cover bench \
	results errors reference witness results-check golden-accept pages install \
	uninstall deb clean help deps programs programs-all

all: $(PROGRAM)  ## build ./starslice

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "%-14s %s\n", $$1, $$2}' \
		$(MAKEFILE_LIST)
	@echo 'Variables: CC, JOBS, OPT, BUILD, WERROR=1, SAN=address,undefined, PREFIX'

deps:  ## install what is missing to build, draw and check (Debian)
	@bash tests/deps.sh build plot check

demo:  ## the tuning tutorial of AWS, before and after, with pictures
	@bash tests/deps.sh build plot
	$(SUBMAKE) -s -j$(JOBS) all
	./$(PROGRAM) compare scenarios/ssb-tutorial --out $(BUILD)/demo
	@echo "pictures: $(BUILD)/demo/plots"

# --- tests ---------------------------------------------------------------

programs: $(QUICK)
programs-all: $(QUICK) $(SLOW)

# A program that cannot be built is a failed test, so -k, and `run` counts.
test:  ## unit, terminal, bad and golden tests, in a minute
	-$(SUBMAKE) -s -k $(PROGRAM) programs
	@$(RUN) unit terminal bad golden

test-all:  ## test, and the published numbers
	-$(SUBMAKE) -s -k $(PROGRAM) programs-all
	@$(RUN) unit terminal bad golden truth agree theory

check:  ## all tests, lint and the demo, on one compiler
	@bash tests/deps.sh build plot check
	-$(SUBMAKE) -s -k -j$(JOBS) $(PROGRAM) programs-all pages
	@$(RUN) lint unit terminal bad golden truth agree theory errors reference plots docs install demo

plots: $(PROGRAM)  ## the gallery in every style: scripts, SVG, PNG, PDF
	@bash tests/deps.sh plot check
	@$(RUN) plots

docs: $(PROGRAM)  ## run every command that the pages show
	@$(RUN) docs

lint:  ## layers, format, headers alone, banned words
	@$(RUN) lint

san:  ## the tests under the address and undefined-behaviour sanitizers
	-$(SUBMAKE) -s -k CC=clang SAN=address,undefined BUILD=build/san \
		build/san/starslice programs
	@SAN=1 BUILD=build/san STARSLICE=./build/san/starslice \
		bash tests/run.sh unit terminal bad golden

fuzz-build:
	$(SUBMAKE) -s CC=clang BUILD=build/fuzz CPPFLAGS=-DFUZZER=1 \
		SAN=fuzzer-no-link,address,undefined LDFLAGS=-fsanitize=fuzzer \
		build/fuzz/tests/fuzz/fuzz_scenario

fuzz: fuzz-build  ## feed broken scenarios, DDL and SQL for SECONDS=60
	@bash tests/fuzz/run.sh build/fuzz/tests/fuzz/fuzz_scenario $(SECONDS)

page:  ## the HTML report in headless Chromium
	@bash tests/deps.sh build plot page
	$(SUBMAKE) -s -j$(JOBS) all
	@$(RUN) page

cover:  ## line coverage of the tests, in build/cover/report.txt
	-$(SUBMAKE) -s -k BUILD=build/cover COVER=1 OPT=-O0 \
		build/cover/starslice programs-all
	@BUILD=build/cover STARSLICE=./build/cover/starslice bash tests/run.sh \
		unit terminal bad golden truth agree
	@bash tests/cover.sh build/cover

bench: $(PROGRAM) $(addprefix $(BUILD)/tests/bench/,measure exact machine queues)  ## time and memory; BENCH_LONG=1 lays out 600 million rows
	@STARSLICE=./$(PROGRAM) bash tests/bench/run.sh $(BUILD)
	@STARSLICE=./$(PROGRAM) bash tests/bench/exact.sh $(BUILD)
	@STARSLICE=./$(PROGRAM) bash tests/bench/queues.sh $(BUILD)

reference: $(PROGRAM)  ## the handbook's reference of the scenario format
	@STARSLICE=./$(PROGRAM) bash tests/reference.sh write

errors: programs-all  ## the handbook's table of errors, from the tests
	@BUILD=$(BUILD) bash tests/errors.sh write

results: $(PROGRAM)  ## run the published studies again
	@STARSLICE=./$(PROGRAM) bash tests/results.sh write

results-check: $(PROGRAM)  ## do the published studies still come out so?
	@STARSLICE=./$(PROGRAM) bash tests/results.sh check

witness: $(PROGRAM)  ## PostgreSQL 15's blocks and counts beside the exact ones
	@bash tests/deps.sh witness
	@STARSLICE=./$(PROGRAM) bash tests/witness/run.sh check

golden-accept: $(PROGRAM)  ## take today's output as the golden one
	@STARSLICE=./$(PROGRAM) bash tests/golden/run.sh --accept

# --- installation --------------------------------------------------------

SHARE = $(DESTDIR)$(PREFIX)/share
PAGES := $(addprefix $(BUILD)/share/,starslice.1 starslice-scenario.5 \
	starslice.bash _starslice)
INSTALLED = $(DESTDIR)$(PREFIX)/bin/starslice \
	$(SHARE)/man/man1/starslice.1 $(SHARE)/man/man5/starslice-scenario.5 \
	$(SHARE)/bash-completion/completions/starslice \
	$(SHARE)/zsh/site-functions/_starslice

pages: $(PAGES)  ## manual pages and completions, in build/share

$(BUILD)/share/pages: $(BUILD)/share/pages.o $(LIB)
	$(CC) $(CFLAGS) $(LDFLAGS) $^ $(LDLIBS) -o $@
$(BUILD)/share/starslice.1: $(BUILD)/share/pages
	$< man1 > $@
$(BUILD)/share/starslice-scenario.5: $(BUILD)/share/pages
	$< man5 > $@
$(BUILD)/share/starslice.bash: $(BUILD)/share/pages
	$< bash > $@
$(BUILD)/share/_starslice: $(BUILD)/share/pages
	$< zsh > $@

install: $(PROGRAM) $(PAGES)  ## program, scenarios, manual pages, completions under PREFIX
	install -d $(dir $(INSTALLED)) $(SHARE)/starslice
	install -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/starslice
	install -m 644 $(BUILD)/share/starslice.1 $(SHARE)/man/man1/
	install -m 644 $(BUILD)/share/starslice-scenario.5 $(SHARE)/man/man5/
	install -m 644 $(BUILD)/share/starslice.bash \
		$(SHARE)/bash-completion/completions/starslice
	install -m 644 $(BUILD)/share/_starslice $(SHARE)/zsh/site-functions/
	cp -R scenarios $(SHARE)/starslice/

uninstall:  ## remove them again
	rm -f $(INSTALLED)
	rm -rf $(SHARE)/starslice

deb:  ## a Debian package, in build/deb
	@bash tests/deps.sh build
	$(SUBMAKE) -s -j$(JOBS) BUILD=build/deb PREFIX=/usr build/deb/starslice \
		build/deb/share/pages
	$(SUBMAKE) -s BUILD=build/deb PREFIX=/usr DESTDIR=build/deb/root install
	bash share/deb.sh build/deb

clean:  ## remove all that was built
	rm -rf build starslice

# --- rules ---------------------------------------------------------------

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c $< -o $@

# The exact side and the replications of the queues run in threads. Programs
# link the library that goes with the compiler.
$(BUILD)/sim/exact/%.o $(BUILD)/sim/measure/agree/agree_history.o \
	$(BUILD)/sim/measure/wlm/wlm.o $(BUILD)/sim/measure/quiz/quiz_queues.o \
	$(BUILD)/sim/gallery/gallery_waits.o \
	$(BUILD)/tests/theory/%.o $(BUILD)/tests/bench/queues.o: \
	override CFLAGS += $(OPENMP)

# Where the installed program finds its scenarios; another PREFIX compiles
# that file again.
$(BUILD)/sim/cli/datadir.o: override CPPFLAGS += \
	-DSTARSLICE_DATADIR='"$(PREFIX)/share/starslice"'
$(BUILD)/sim/cli/datadir.o: $(BUILD)/prefix
$(BUILD)/prefix: FORCE
	@mkdir -p $(@D)
	@echo '$(PREFIX)' | cmp -s - $@ || echo '$(PREFIX)' > $@
.PHONY: FORCE
FORCE:

$(BUILD)/params_text.c: $(EMBED) $(PARAMS)
	@mkdir -p $(@D)
	awk -f $(EMBED) -v name=params_node_types models/params/node_types.yaml > $@.new
	awk -f $(EMBED) -v name=params_engine models/params/engine.yaml >> $@.new
	mv $@.new $@

# A page runs its script by the hash of it: "sha256-" and base64.
$(BUILD)/page_text.c: $(EMBED) $(PAGE)
	@mkdir -p $(@D)
	awk -f $(EMBED) -v name=page_style sim/report/page/report.css > $@.new
	awk -f $(EMBED) -v name=page_script sim/report/page/report.js >> $@.new
	printf 'extern const char %s[];\nconst char %s[] = "sha256-%s";\n' \
		page_script_hash page_script_hash \
		"$$(sha256sum < sim/report/page/report.js | cut -c -64 | \
			tr a-f A-F | basenc -d --base16 | base64)" >> $@.new
	mv $@.new $@

$(BUILD)/%_text.o: $(BUILD)/%_text.c
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c $< -o $@

# Under -k the objects that do compile are enough: a module that is broken
# at the moment must not stop the tests of the others.
ifneq (,$(findstring k,$(firstword -$(MAKEFLAGS))))
.PHONY: objects
objects: $(OBJECTS)
$(LIB): FORCE
	-@$(MAKE) --no-print-directory -s -k objects
	@rm -f $@.new
	@for o in $(OBJECTS); do [ ! -f $$o ] || echo $$o; done | \
		xargs ar qcsD $@.new
	@cmp -s $@.new $@ || mv $@.new $@
else
$(LIB): $(OBJECTS)
	@rm -f $@
	ar qcsD $@ $^
endif

$(PROGRAM): $(BUILD)/sim/cli/main.o $(LIB)
	$(CC) $(CFLAGS) $(LDFLAGS) $^ $(LDLIBS) -o $@

$(BUILD)/tests/bench/%: $(BUILD)/tests/bench/%.o $(LIB)
	$(CC) $(CFLAGS) $(LDFLAGS) $^ $(LDLIBS) -o $@

$(BUILD)/tests/fuzz/%: $(BUILD)/tests/fuzz/%.o $(LIB)
	$(CC) $(CFLAGS) $(LDFLAGS) $^ $(LDLIBS) -o $@

$(BUILD)/tests/%: $(BUILD)/tests/%.o $(LIB)
	$(CC) $(CFLAGS) $(LDFLAGS) $^ -lcmocka $(LDLIBS) -o $@

.PRECIOUS: $(BUILD)/%.o
.DELETE_ON_ERROR:
.SUFFIXES:

-include $(OBJECTS:.o=.d) $(QUICK:=.d) $(SLOW:=.d) $(BUILD)/sim/cli/main.d
-include $(wildcard $(BUILD)/tests/fuzz/*.d $(BUILD)/tests/bench/*.d \
	$(BUILD)/share/*.d)

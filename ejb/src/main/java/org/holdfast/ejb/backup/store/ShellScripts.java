package org.holdfast.ejb.backup.store;

/**
 * The commands that the shell of an SSH server runs. They are for {@code sh} as POSIX describes it,
 * whatever shell the user has, and mean the same for any name: with spaces, quotes, line breaks, or
 * a hyphen in front.
 */
final class ShellScripts {

  /** What {@link #check} says if the folder is there, and nothing else. */
  static final String GREETING = "holdfast";

  /** Exit code of {@link #find} for a file that is not there. */
  static final int MISSING = 44;

  private ShellScripts() {}

  static String check(String folder) {
    return run("[ -d %s ] && printf %s".formatted(quote(rooted(folder)), GREETING));
  }

  /**
   * Takes the file's content from standard input. A file of that name goes first, with its mode.
   */
  static String create(String file) {
    String name = quote(rooted(file));
    return run("umask 077 && rm -f %s && exec cat > %s".formatted(name, name));
  }

  static String rename(String from, String to) {
    String target = quote(rooted(to));
    return run("[ ! -d %s ] && mv -f %s %s".formatted(target, quote(rooted(from)), target));
  }

  static String find(String file) {
    String name = quote(rooted(file));
    return run("[ -e %s ] || exit %d; [ -r %s ]".formatted(name, MISSING, name));
  }

  static String read(String file) {
    return run("exec cat %s".formatted(quote(rooted(file))));
  }

  static String delete(String file) {
    return run("rm -f %s".formatted(quote(rooted(file))));
  }

  /**
   * For each plain file three strings that end with NUL: the name, the line of {@code ls -ldn} (of
   * which POSIX fixes the first five fields, the fifth being the size), and the seconds since 1970
   * when it was changed (for which POSIX has no command: those of GNU, busybox and BSD; else 0).
   */
  static String list(String folder) {
    return run(
        """
        cd %s || exit 1
        for f in * .*; do
        if [ -f "./$f" ] && [ ! -h "./$f" ]; then
        t=$(stat -c %%Y "./$f" 2>/dev/null || stat -f %%m "./$f" 2>/dev/null || echo 0)
        printf '%%s\\000' "$f" "$(ls -ldn "./$f")" "$t"
        fi
        done"""
            .formatted(quote(rooted(folder))));
  }

  /** POSIX.1-2017, Shell Command Language 2.2.2: all but the quote itself stands for itself. */
  static String quote(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** Relative paths must look neither like an option nor like something to be searched for. */
  private static String rooted(String path) {
    return path.startsWith("/") ? path : "./" + path;
  }

  /** The messages of commands are looked at, so they are to be in English. */
  private static String run(String script) {
    return "exec sh -c " + quote("LC_ALL=C; export LC_ALL; " + script);
  }
}

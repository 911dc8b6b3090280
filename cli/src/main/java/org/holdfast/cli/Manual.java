package org.holdfast.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.context.Version;
import org.holdfast.cli.manual.ManualPage;
import picocli.AutoComplete;
import picocli.CommandLine;

/** Writes, while the distribution is built, its manual pages and its completion for bash. */
public final class Manual {

  private Manual() {}

  /**
   * Writes {@code man/man1} and {@code share/bash-completion/completions}, where man(1) and bash
   * find them once {@code bin} beside them is on the path.
   *
   * @param arguments the folder of the distribution
   */
  public static void main(String[] arguments) throws IOException {
    write(Path.of(arguments[0]));
  }

  static void write(Path distribution) throws IOException {
    CommandLine root = new CommandRunner(Context.ofProcess()).commandLine();
    Path pages = Files.createDirectories(distribution.resolve("man/man1"));
    for (ManualPage page : ManualPage.all(root.getCommandSpec(), Version.current())) {
      Files.writeString(pages.resolve(page.fileName()), page.text(), StandardCharsets.US_ASCII);
    }
    Path completions =
        Files.createDirectories(distribution.resolve("share/bash-completion/completions"));
    Files.writeString(
        completions.resolve("holdfast"),
        AutoComplete.bash("holdfast", root),
        StandardCharsets.UTF_8);
  }
}

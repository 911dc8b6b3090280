package org.holdfast.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code bin/holdfast} as somebody at a shell uses it: the user's password comes from the
 * environment, other secrets from file descriptors 3, 4 and so on.
 */
final class Cli {

  private static final int FIRST_DESCRIPTOR = 3;

  private final TrialServer server;
  private final Path work;
  private final Map<String, String> more;
  private final List<String> secrets;

  private Cli(TrialServer server, Path work, Map<String, String> more, List<String> secrets) {
    this.server = server;
    this.work = work;
    this.more = more;
    this.secrets = secrets;
  }

  /** Nobody in particular; a folder of its own is made beside the server's home. */
  static Cli on(TrialServer server) throws IOException {
    Path work = server.home().resolveSibling(server.home().getFileName() + "-files");
    TrialServer.delete(work);
    Files.createDirectories(work);
    return new Cli(
        server,
        work,
        Map.of("HOLDFAST_HOME", server.home().toString(), "HOLDFAST_URL", server.uri().toString()),
        List.of());
  }

  /** What it said and how it ended. */
  record Result(int exitCode, String out, String err) {

    String both() {
      return out + err;
    }

    /** What it printed as its result. */
    JsonObject json() {
      try (JsonReader reader = Json.createReader(new StringReader(out))) {
        return reader.readObject();
      }
    }
  }

  Path work() {
    return work;
  }

  /** The same, signing in as that user. */
  Cli as(Rest.User user) {
    return with(Map.of("HOLDFAST_USER", user.name(), "HOLDFAST_PASSWORD", user.password()));
  }

  /** The same, with variables. */
  Cli with(Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(more);
    all.putAll(variables);
    return new Cli(server, work, all, secrets);
  }

  /** The same with no vault, no user and another home. */
  Cli elsewhere() {
    return new Cli(server, work, Map.of("HOLDFAST_HOME", work.toString()), List.of());
  }

  /** The same, with these in file descriptors from 3 on, each in a file of its own. */
  Cli handing(String... contents) {
    return new Cli(server, work, more, List.of(contents));
  }

  /** Runs a command. */
  Result run(String... arguments) {
    Path err = work.resolve("stderr");
    StringBuilder script = new StringBuilder("exec \"$0\" \"$@\" 2>" + err);
    for (int i = 0; i < secrets.size(); i++) {
      script.append(' ').append(FIRST_DESCRIPTOR + i).append('<').append(secret(i));
    }
    List<String> words =
        new ArrayList<>(
            List.of(
                "-c",
                script.toString(),
                TrialServer.DISTRIBUTION.resolve("bin/holdfast").toString()));
    words.addAll(List.of(arguments));
    Command.Result result = Command.run(more, "/bin/sh", words);
    return new Result(result.exitCode(), result.output(), TrialServer.read(err));
  }

  private Path secret(int number) {
    Path file = work.resolve("secret" + number);
    try {
      Files.writeString(file, secrets.get(number) + "\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a command that succeeds; returns what it printed as its result. */
  String good(String... arguments) {
    Result result = run(arguments);
    assertThat(result.exitCode()).as(result.both()).isZero();
    for (String secret : secrets) {
      assertThat(result.both()).doesNotContain(secret);
    }
    return result.out();
  }

  /** Runs a command that succeeds with {@code --json}. */
  JsonObject json(String... arguments) {
    List<String> words = new ArrayList<>(List.of(arguments));
    words.add("--json");
    Result result = run(words.toArray(String[]::new));
    assertThat(result.exitCode()).as(result.both()).isZero();
    return result.json();
  }

  /** Runs a command that ends with that code and says that. */
  void refused(int exitCode, String said, String... arguments) {
    Result result = run(arguments);
    assertThat(result.exitCode()).as(result.both()).isEqualTo(exitCode);
    assertThat(result.both()).contains(said);
    for (String secret : secrets) {
      assertThat(result.both()).doesNotContain(secret);
    }
  }
}

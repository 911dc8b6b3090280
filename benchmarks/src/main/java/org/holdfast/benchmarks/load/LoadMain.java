package org.holdfast.benchmarks.load;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;

/** Stores and reads keys, and prints how fast. */
public final class LoadMain {

  private static final int KEY_BYTES = 32;

  private final LoadOptions options;
  private final Server server;
  private final PrintStream out;
  private final SecureRandom random = new SecureRandom();

  /** Unique among runs against the same server. */
  private final long firstNumber = random.nextLong(1_000_000) * 1_000_000;

  private LoadMain(LoadOptions options, PrintStream out)
      throws IOException, GeneralSecurityException {
    this.options = options;
    this.server = Server.of(options);
    this.out = out;
  }

  /** See {@code --help}. */
  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    if (List.of(arguments).contains("--help")) {
      out.print(LoadOptions.HELP);
      return;
    }
    LoadOptions options;
    try {
      options = LoadOptions.parse(List.of(arguments), System.getenv());
    } catch (IllegalArgumentException e) {
      System.err.println("Error: " + e.getMessage() + "\n\n" + LoadOptions.HELP);
      System.exit(2);
      return;
    }
    new LoadMain(options, out).run();
  }

  private void run() throws IOException, InterruptedException {
    if (options.heading()) {
      out.println(Result.HEADING);
    }
    if (options.held()) {
      try (HttpConnection connection = server.connect()) {
        options.into(made(connection, options.wallet(server.hostHeader(), firstNumber)));
      }
    }
    // Numbers go on from run to run, so no name is used twice.
    Requests stores =
        Requests.numbered(
            options.store(server.hostHeader(), newKey()), LoadOptions.NUMBER, firstNumber);
    Load load = new Load(server, options.warmUp(), options.measured());
    new Fill(server, options, newKey(), firstNumber).store(options.fill());
    if (options.measures("store")) {
      for (int connections : options.connections()) {
        out.println(load.run(connections, stores).row(options.system(), "store a 256-bit key"));
      }
    }
    if (!options.measures("read")) {
      return;
    }
    Requests reads = Requests.inTurn(prepare(stores));
    for (int connections : options.connections()) {
      out.println(load.run(connections, reads).row(options.system(), "read it"));
    }
  }

  /** Finds what will be read, or stores it. */
  private List<byte[]> prepare(Requests stores) throws IOException {
    Path ids = options.ids();
    if (ids != null) {
      return Files.readAllLines(ids).stream()
          .map(id -> options.read(server.hostHeader(), id))
          .toList();
    }
    List<byte[]> reads = new ArrayList<>();
    try (HttpConnection connection = server.connect()) {
      for (int i = 0; i < options.objects(); i++) {
        reads.add(options.read(server.hostHeader(), made(connection, stores.next())));
      }
    }
    return reads;
  }

  /** Id of what the request has made. */
  private String made(HttpConnection connection, byte[] request) throws IOException {
    int status = connection.exchange(request);
    Matcher id = options.idPattern().matcher(connection.body());
    if (status / 100 != 2 || !id.find()) {
      throw new IOException("the store was answered " + status + " " + connection.body());
    }
    return id.group(1);
  }

  private String newKey() {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
  }
}

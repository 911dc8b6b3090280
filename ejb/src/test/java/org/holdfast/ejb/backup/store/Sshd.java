package org.holdfast.ejb.backup.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.holdfast.domain.backup.HostKey;
import org.holdfast.domain.secret.Bytes;

/**
 * An OpenSSH server of its own on a port of the loopback interface, with keys and configuration in
 * a temporary folder. Needs {@code /usr/sbin/sshd} and {@code ssh-keygen}.
 */
public final class Sshd implements AutoCloseable {

  private static final Path SERVER = Path.of("/usr/sbin/sshd");
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Path folder;
  private final int port;
  private final List<CuttingProxy> proxies = new ArrayList<>();
  private Process process;

  private Sshd(Path folder, List<String> options) throws IOException {
    this.folder = folder;
    port = freePort();
    makeHostKeys();
    Files.write(
        authorizedKeys(),
        new byte[0],
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING);
    Files.write(configuration(), configurationLines(options));
    process = launch();
  }

  /**
   * Starts a server.
   *
   * @param options further lines of {@code sshd_config}, which count more than the usual ones
   */
  public static Sshd start(String... options) {
    try {
      // Where it is missing, the server does not start when it runs as root.
      Files.createDirectories(Path.of("/run/sshd"));
      return new Sshd(
          Files.createTempDirectory(
              "holdfast-sshd",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))),
          List.of(options));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return port;
  }

  /** The Ed25519 key first, then the one on P-256. */
  public List<HostKey> hostKeys() {
    return Stream.of("ed25519", "ecdsa").map(this::hostKey).toList();
  }

  /** Lets the holder of a key sign in, as root or whoever runs the test. */
  public void authorize(String publicKeyLine) {
    try {
      Files.writeString(authorizedKeys(), publicKeyLine + "\n", StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that the server has logged since it was first started. */
  public String log() {
    try {
      return Files.readString(logFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the server; connections that stand go on. */
  public void stop() {
    process.destroy();
    process.onExit().join();
  }

  /** Starts it again on the same port with host keys of its own. */
  public void restartWithOtherHostKeys() {
    stop();
    try {
      makeHostKeys();
      process = launch();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether nothing goes on with any connection, its end included. */
  public boolean isIdle() {
    return process.descendants().findAny().isEmpty();
  }

  /** A way to the server that ends after that many bytes, counted in both directions together. */
  public CuttingProxy cutAfter(long bytes) {
    return proxy(bytes, CuttingProxy.Then.CUT);
  }

  /** A way to the server on which nothing comes through any more after that many bytes. */
  public CuttingProxy silentAfter(long bytes) {
    return proxy(bytes, CuttingProxy.Then.SILENCE);
  }

  private CuttingProxy proxy(long bytes, CuttingProxy.Then then) {
    CuttingProxy proxy = new CuttingProxy(port, bytes, then);
    proxies.add(proxy);
    return proxy;
  }

  @Override
  public void close() {
    proxies.forEach(CuttingProxy::close);
    stop();
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> configurationLines(List<String> options) {
    List<String> lines = new ArrayList<>(options);
    lines.addAll(
        List.of(
            "Port " + port,
            "ListenAddress 127.0.0.1",
            "HostKey " + folder.resolve("ed25519"),
            "HostKey " + folder.resolve("ecdsa"),
            "AuthorizedKeysFile " + authorizedKeys(),
            "PidFile " + folder.resolve("pid"),
            "StrictModes no",
            "UsePAM no",
            "PermitRootLogin prohibit-password",
            "PasswordAuthentication yes",
            "KbdInteractiveAuthentication no",
            "MaxStartups 100",
            "UseDNS no",
            "PrintLastLog no",
            "LogLevel VERBOSE"));
    if (options.stream().noneMatch(option -> option.startsWith("Subsystem "))) {
      lines.add("Subsystem sftp internal-sftp");
    }
    return lines;
  }

  private void makeHostKeys() throws IOException {
    for (String type : List.of("ed25519", "ecdsa")) {
      Files.deleteIfExists(folder.resolve(type));
      run("ssh-keygen", "-q", "-t", type, "-N", "", "-f", folder.resolve(type).toString());
    }
  }

  static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(command[0] + ": " + output);
    }
  }

  private Process launch() throws IOException {
    Process started =
        new ProcessBuilder(SERVER.toString(), "-D", "-e", "-f", configuration().toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()))
            .start();
    Awaitility.await("sshd")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> !started.isAlive() || answers());
    if (!started.isAlive()) {
      throw new IOException("sshd did not start: " + log());
    }
    return started;
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket.getInputStream().read() >= 0;
    } catch (IOException e) {
      return false;
    }
  }

  private HostKey hostKey(String type) {
    try {
      String[] parts = Files.readString(folder.resolve(type + ".pub")).split(" ", -1);
      return new HostKey(parts[0], Bytes.of(Base64.getDecoder().decode(parts[1])));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path authorizedKeys() {
    return folder.resolve("authorized_keys");
  }

  private Path configuration() {
    return folder.resolve("sshd_config");
  }

  private Path logFile() {
    return folder.resolve("log");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}

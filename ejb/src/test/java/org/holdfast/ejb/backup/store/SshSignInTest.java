package org.holdfast.ejb.backup.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.holdfast.ejb.backup.store.StoreFixture.content;
import static org.holdfast.ejb.backup.store.StoreFixture.failureOf;
import static org.holdfast.ejb.backup.store.StoreFixture.read;
import static org.holdfast.ejb.backup.store.StoreFixture.write;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.holdfast.domain.backup.Authentication;
import org.holdfast.domain.backup.BackupStore;
import org.holdfast.domain.backup.HostKey;
import org.holdfast.domain.backup.Location;
import org.holdfast.domain.backup.Location.Remote;
import org.holdfast.domain.backup.TransferMethod;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is connected to, and as whom. */
class SshSignInTest {

  private static final Sshd SSHD = Sshd.start();
  private static final String USER = "hf-test-" + ProcessHandle.current().pid();

  private Path folder = Path.of("/");
  private StoreFixture vault = new StoreFixture(folder);

  @AfterAll
  static void stop() {
    SSHD.close();
    MachineUser.remove(USER);
  }

  @BeforeEach
  void setUp(@TempDir Path made) throws IOException {
    vault = new StoreFixture(made.resolve("home"));
    SSHD.authorize(vault.stores().publicKey());
    folder = made;
  }

  @Test
  void publicKey_always_isTheSameLineForAuthorizedKeys() {
    assertThat(vault.stores().publicKey())
        .matches("ssh-ed25519 AAAA[A-Za-z0-9+/]{64} holdfast@[0-9a-f]{8}")
        .isEqualTo(vault.stores().publicKey());
  }

  @Test
  void open_keyThatTheServerDoesNotKnow_isRefused() {
    StoreFixture other = new StoreFixture(folder.resolve("other"));

    VaultException failure =
        failureOf(() -> other.stores().open(location(SSHD.port(), null), null));

    assertThat(failure.code()).isEqualTo(ErrorCode.DESTINATION_REFUSED);
    assertThat(failure.field()).isEqualTo("user");
  }

  @Test
  void open_rightPassword_writesAndReads() throws IOException {
    assumeTrue(MachineUser.make(USER, "s3cret pässword"));
    try (SecretChars password = SecretChars.copyOf("s3cret pässword".toCharArray());
        BackupStore store = vault.stores().open(withPassword(SSHD, USER), password)) {
      String name = "holdfast-" + System.nanoTime();
      write(store, name, content(1000));
      assertThat(read(store, name)).isEqualTo(content(1000));
      store.delete(name);
    }
  }

  @Test
  void open_wrongPassword_isRefusedAfterOneAttempt() {
    assumeTrue(MachineUser.make(USER, "right"));
    try (Sshd sshd = Sshd.start();
        SecretChars password = SecretChars.copyOf("wrong".toCharArray())) {
      VaultException failure =
          failureOf(() -> vault.stores().open(withPassword(sshd, USER), password));

      assertThat(failure.code()).isEqualTo(ErrorCode.DESTINATION_REFUSED);
      assertThat(failure.field()).isEqualTo("password");
      assertThat(failure.getMessage()).doesNotContain("wrong");
      Awaitility.await().until(() -> sshd.log().contains("Failed password"));
      assertThat(sshd.log()).containsOnlyOnce("Failed password");
    }
  }

  @Test
  void open_wrongPasswordAndServerThatEndsAtOnce_isRefused() {
    assumeTrue(MachineUser.make(USER, "right"));
    try (Sshd sshd = Sshd.start("MaxAuthTries 1");
        SecretChars password = SecretChars.copyOf("wrong".toCharArray())) {
      assertThat(failureOf(() -> vault.stores().open(withPassword(sshd, USER), password)).code())
          .isEqualTo(ErrorCode.DESTINATION_REFUSED);
    }
  }

  @Test
  void open_unknownUser_isRefused() {
    try (SecretChars password = SecretChars.copyOf("any".toCharArray())) {
      assertThat(
              failureOf(() -> vault.stores().open(withPassword(SSHD, "nobody-here"), password))
                  .code())
          .isEqualTo(ErrorCode.DESTINATION_REFUSED);
    }
  }

  @Test
  void open_anyPinnedKeyOfTheServer_isTaken() {
    for (HostKey key : SSHD.hostKeys()) {
      try (BackupStore store = vault.stores().open(location(SSHD.port(), key), null)) {
        assertThat(store.hostKey()).isEqualTo(key);
      }
    }
  }

  @Test
  void open_hostKeyChanged_saysBothAndSendsNothing() throws IOException {
    assumeTrue(MachineUser.make(USER, "right"));
    try (Sshd sshd = Sshd.start();
        SecretChars password = SecretChars.copyOf("right".toCharArray())) {
      HostKey before = sshd.hostKeys().get(0);
      sshd.restartWithOtherHostKeys();
      HostKey after = sshd.hostKeys().get(0);

      VaultException failure =
          failureOf(() -> vault.stores().open(withPassword(sshd, USER).pinned(before), password));

      assertThat(failure.code()).isEqualTo(ErrorCode.HOST_KEY_CHANGED);
      assertThat(failure.detail()).contains(before.fingerprint(), after.fingerprint());
      assertThat(sshd.log()).doesNotContain("Accepted", "Failed", "Invalid user", USER);
    }
  }

  @Test
  void open_kindOfPinnedKeyGone_isAChangedHostKey() throws IOException {
    HostKey rsa = new HostKey("ssh-rsa", SSHD.hostKeys().get(0).encoded());

    assertThat(failureOf(() -> vault.stores().open(location(SSHD.port(), rsa), null)).code())
        .isEqualTo(ErrorCode.HOST_KEY_CHANGED);
  }

  @Test
  void open_noSftp_saysSo() {
    try (Sshd sshd = Sshd.start("Subsystem sftp /bin/false")) {
      sshd.authorize(vault.stores().publicKey());

      assertThat(failureOf(() -> vault.stores().open(location(sshd.port(), null), null)).field())
          .isEqualTo("method");
    }
  }

  @Test
  void open_closedPort_isUnreachable() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    assertUnreachable(port, "port");
  }

  @Test
  void open_unknownHost_isUnreachable() {
    Location location = location(22, null);
    Location elsewhere =
        new Location(
            location.method(),
            location.path(),
            new Remote("no-such-host.invalid", 22, USER, Authentication.PUBLIC_KEY, null));

    VaultException failure = failureOf(() -> vault.stores().open(elsewhere, null));

    assertThat(failure.code()).isEqualTo(ErrorCode.DESTINATION_UNREACHABLE);
    assertThat(failure.field()).isEqualTo("host");
  }

  @Test
  void open_serverThatSpeaksSomethingElse_isUnreachable() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread web = new Thread(() -> answerAsWebServer(server));
      web.start();

      assertUnreachable(server.getLocalPort(), "port");
      Awaitility.await().until(() -> !web.isAlive());
    }
  }

  @Test
  void open_serverThatSaysNothing_isGivenUpInTime() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertUnreachable(server.getLocalPort(), "port");
    }
  }

  private void assertUnreachable(int port, String field) {
    VaultException failure =
        failureOf(() -> vault.stores(StoreFixture.SHORT_SIGN_IN).open(location(port, null), null));

    assertThat(failure.code()).isEqualTo(ErrorCode.DESTINATION_UNREACHABLE);
    assertThat(failure.field()).isEqualTo(field);
  }

  private static void answerAsWebServer(ServerSocket server) {
    try (Socket socket = server.accept()) {
      socket
          .getOutputStream()
          .write(
              "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      // The client has gone first.
      return;
    }
  }

  private Location location(int port, @Nullable HostKey pinned) {
    return StoreFixture.remote(TransferMethod.SFTP, port, folder, pinned);
  }

  private static Location withPassword(Sshd sshd, String user) {
    return new Location(
        TransferMethod.SFTP,
        "/tmp",
        new Remote("127.0.0.1", sshd.port(), user, Authentication.PASSWORD, null));
  }
}

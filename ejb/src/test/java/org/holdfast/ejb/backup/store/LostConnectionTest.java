package org.holdfast.ejb.backup.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.holdfast.ejb.backup.store.StoreFixture.content;
import static org.holdfast.ejb.backup.store.StoreFixture.failureOf;
import static org.holdfast.ejb.backup.store.StoreFixture.read;
import static org.holdfast.ejb.backup.store.StoreFixture.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.holdfast.domain.backup.BackupStore;
import org.holdfast.domain.backup.TransferMethod;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

/** Connections that end, or fall silent, in the middle. */
class LostConnectionTest {

  private static final Sshd SSHD = Sshd.start();
  private static final int BYTES = 3 << 20;

  private Path folder = Path.of("/");
  private StoreFixture vault = new StoreFixture(folder);

  @AfterAll
  static void stop() {
    SSHD.close();
  }

  @BeforeEach
  void setUp(@TempDir Path made) {
    vault = new StoreFixture(made.resolve("home"));
    SSHD.authorize(vault.stores().publicKey());
    folder = made;
  }

  /** Else it may write into the folder while that is deleted. */
  @AfterEach
  void serverIsIdle() {
    Awaitility.await().until(SSHD::isIdle);
  }

  /** The library names its threads after the client that they belong to. */
  @AfterEach
  void noThreadIsLeft() {
    Awaitility.await()
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().startsWith("sshd-")));
  }

  static Stream<Arguments> positions() {
    return Stream.of(TransferMethod.SFTP, TransferMethod.SCP)
        .flatMap(
            method ->
                Stream.of(20_000L, 1_000_001L, BYTES - 1L)
                    .map(position -> Arguments.of(method, position)));
  }

  @ParameterizedTest
  @MethodSource("positions")
  void write_connectionCut_isLost(TransferMethod method, long position) {
    VaultException failure =
        failureOf(
            () -> {
              try (CuttingProxy proxy = SSHD.cutAfter(position);
                  BackupStore store = open(method, proxy, SshTimeouts.STANDARD)) {
                write(store, "a", content(BYTES));
              }
            });

    assertThat(failure.code()).as(failure.getMessage()).isEqualTo(ErrorCode.DESTINATION_LOST);
  }

  @ParameterizedTest
  @MethodSource("positions")
  void read_connectionCut_isLost(TransferMethod method, long position) throws IOException {
    Files.write(folder.resolve("a"), content(BYTES));

    VaultException failure =
        failureOf(
            () -> {
              try (CuttingProxy proxy = SSHD.cutAfter(position);
                  BackupStore store = open(method, proxy, SshTimeouts.STANDARD)) {
                read(store, "a");
              }
            });

    assertThat(failure.code()).as(failure.getMessage()).isEqualTo(ErrorCode.DESTINATION_LOST);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "LOCAL")
  void write_connectionFallsSilent_isGivenUpInTime(TransferMethod method) {
    VaultException failure =
        failureOf(
            () -> {
              try (CuttingProxy proxy = SSHD.silentAfter(1_000_000);
                  BackupStore store = open(method, proxy, StoreFixture.SHORT_SILENCE)) {
                write(store, "a", content(BYTES));
              }
            });

    assertThat(failure.code()).as(failure.getMessage()).isEqualTo(ErrorCode.DESTINATION_LOST);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "LOCAL")
  void read_connectionFallsSilent_isGivenUpInTime(TransferMethod method) throws IOException {
    Files.write(folder.resolve("a"), content(BYTES));

    VaultException failure =
        failureOf(
            () -> {
              try (CuttingProxy proxy = SSHD.silentAfter(1_000_000);
                  BackupStore store = open(method, proxy, StoreFixture.SHORT_SILENCE)) {
                read(store, "a");
              }
            });

    assertThat(failure.code()).as(failure.getMessage()).isEqualTo(ErrorCode.DESTINATION_LOST);
  }

  private BackupStore open(TransferMethod method, CuttingProxy proxy, SshTimeouts timeouts) {
    return vault
        .stores(timeouts)
        .open(StoreFixture.remote(method, proxy.port(), folder, null), null);
  }
}

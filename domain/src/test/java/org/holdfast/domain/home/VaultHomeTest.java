package org.holdfast.domain.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.holdfast.domain.secret.SampleSecrets.bytes;
import static org.holdfast.domain.secret.SampleSecrets.text;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.Bytes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class VaultHomeTest {

  private static final UUID OPERATION = new UUID(0, 7);
  private static final List<HomeFile> REPLACED =
      List.of(HomeFile.SECURITY_CONF, HomeFile.WALLET, HomeFile.HSM_WALLET_PASSWORD);
  private static final List<HomeFile> REMOVED =
      List.of(HomeFile.PASSPHRASE_WALLET_PASSWORD, HomeFile.AUTO_LOGIN);

  private Path root = Path.of("");
  private VaultHome home = new VaultHome(root);

  @BeforeEach
  void setUp(@TempDir Path folder) {
    root = folder.resolve("home");
    home = new VaultHome(root);
  }

  @Test
  void replace_newFile_isPrivateInPrivateFolders() throws IOException {
    VaultHome.replace(home.path(HomeFile.HSM_CREDENTIAL), bytes("x"));

    assertThat(mode(home.path(HomeFile.HSM_CREDENTIAL))).isEqualTo("rw-------");
    for (Path parent : List.of(root, root.resolve("hsm"), root.resolve("hsm/wallet"))) {
      assertThat(mode(parent)).as(parent.toString()).isEqualTo("rwx------");
    }
  }

  @Test
  void replace_fileThatAllMayRead_isPrivateAfterwards() throws IOException {
    Path file = home.path(HomeFile.SECURITY_CONF);
    Files.createDirectories(root.resolve("etc"));
    Files.writeString(file, "former");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    VaultHome.replace(file, bytes("new"));

    assertThat(file).hasContent("new");
    assertThat(mode(file)).isEqualTo("rw-------");
  }

  @Test
  void replace_any_leavesNothingBeside() throws IOException {
    VaultHome.replace(home.path(HomeFile.WALLET), bytes("1"));
    VaultHome.replace(home.path(HomeFile.WALLET), bytes("2"));

    assertThat(filesBelow(root)).containsExactly("tde/ewallet.p12");
  }

  @Test
  void replace_fails_saysStorageAndLeavesNothingBeside() throws IOException {
    Path file = home.path(HomeFile.WALLET);
    Files.createDirectories(file.resolve("in the way"));

    assertRefused(ErrorCode.STORAGE_FULL, () -> VaultHome.replace(file, bytes("x")));

    try (Stream<Path> beside = Files.list(root.resolve("tde"))) {
      assertThat(beside).containsExactly(file);
    }
  }

  /** Readers see the former content or the new one, whole, and always one of them. */
  @Test
  void replace_whileOthersRead_isAtomic() throws Exception {
    Path file = home.path(HomeFile.WALLET);
    List<String> contents =
        IntStream.range(0, 4).mapToObj(i -> Integer.toString(i).repeat(100_000)).toList();
    VaultHome.replace(file, bytes(contents.get(0)));
    AtomicBoolean stop = new AtomicBoolean();
    CountDownLatch reading = new CountDownLatch(100);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    Future<Integer> reads =
        thread.submit(
            () -> {
              int count = 0;
              while (!stop.get()) {
                assertThat(contents).contains(text(home.require(HomeFile.WALLET)));
                count++;
                reading.countDown();
              }
              return count;
            });

    for (int i = 1; reading.getCount() > 0 && !reads.isDone(); i++) {
      VaultHome.replace(file, bytes(contents.get(i % contents.size())));
    }
    stop.set(true);

    assertThat(reads.get(10, TimeUnit.SECONDS)).isPositive();
    thread.shutdown();
  }

  @Test
  void read_missingFile_isEmpty() {
    assertThat(home.read(HomeFile.WALLET)).isEmpty();
    assertRefused(ErrorCode.WALLET_UNREADABLE, () -> home.require(HomeFile.WALLET));
  }

  @Test
  void read_folderInItsPlace_isUnreadable() throws IOException {
    Files.createDirectories(home.path(HomeFile.WALLET));

    assertRefused(ErrorCode.WALLET_UNREADABLE, () -> home.read(HomeFile.WALLET));
  }

  @Test
  void read_hugeFile_isRefusedUnread() throws IOException {
    Path file = home.path(HomeFile.WALLET);
    VaultHome.replace(file, bytes("x"));
    try (SeekableByteChannel grown = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
      grown.position(1L << 40).write(ByteBuffer.allocate(1));
    }

    assertRefused(ErrorCode.WALLET_UNREADABLE, () -> home.read(HomeFile.WALLET));
  }

  @Test
  void stage_any_changesNothingInPlaceAndReadsBack() throws IOException {
    inForce();

    FilePlan plan = stage();

    assertInForce();
    assertThat(home.requireStaged(OPERATION, HomeFile.WALLET)).isEqualTo(fresh(HomeFile.WALLET));
    assertThat(home.readStaged(OPERATION, HomeFile.RESTORE_WALLET)).isEmpty();
    assertThat(home.readStaged(new UUID(0, 8), HomeFile.WALLET)).isEmpty();
    assertThat(plan.replaced().get(HomeFile.WALLET))
        .isEqualTo(VaultHome.digest(fresh(HomeFile.WALLET)));
    assertThat(plan.removed()).containsExactlyInAnyOrderElementsOf(REMOVED);
    assertThat(mode(root.resolve("staging/" + OPERATION))).isEqualTo("rwx------");
  }

  @Test
  void apply_staged_replacesRemovesAndClearsUp() throws IOException {
    inForce();

    home.apply(OPERATION, stage());

    assertApplied();
  }

  @Test
  void apply_secondTime_changesNothing() throws IOException {
    inForce();
    FilePlan plan = stage();
    home.apply(OPERATION, plan);

    home.apply(OPERATION, plan);

    assertApplied();
  }

  static Stream<Set<HomeFile>> whatACrashLeftDone() {
    List<HomeFile> all = Stream.concat(REPLACED.stream(), REMOVED.stream()).toList();
    return IntStream.range(0, 1 << all.size())
        .mapToObj(
            bits -> {
              Set<HomeFile> done = EnumSet.noneOf(HomeFile.class);
              for (int i = 0; i < all.size(); i++) {
                if ((bits >> i & 1) == 1) {
                  done.add(all.get(i));
                }
              }
              return done;
            });
  }

  /** Whichever moves and removals were done when the process died, the rest is done after it. */
  @ParameterizedTest
  @MethodSource("whatACrashLeftDone")
  void apply_afterACrash_finishes(Set<HomeFile> done) throws IOException {
    inForce();
    FilePlan plan = stage();
    for (HomeFile file : done) {
      if (plan.replaced().containsKey(file)) {
        Path target = home.path(file);
        Files.createDirectories(target.getParent());
        Files.move(staged(file), target, StandardCopyOption.REPLACE_EXISTING);
      } else {
        Files.delete(home.path(file));
      }
    }

    home.apply(OPERATION, plan);

    assertApplied();
  }

  @Test
  void apply_crashWhileClearingUp_finishes() throws IOException {
    inForce();
    FilePlan plan = stage();
    home.apply(OPERATION, plan);
    Files.createDirectories(root.resolve("staging/" + OPERATION + "/tde"));

    home.apply(OPERATION, plan);

    assertApplied();
  }

  @Test
  void apply_neitherStagedNorInPlace_isRefused() throws IOException {
    inForce();
    FilePlan plan = stage();
    Files.delete(staged(HomeFile.WALLET));

    assertRefused(ErrorCode.WALLET_UNREADABLE, () -> home.apply(OPERATION, plan));
    assertThat(home.require(HomeFile.WALLET)).isEqualTo(former(HomeFile.WALLET));
  }

  /** A staged file that is not what was proved must not take the place of a good one. */
  @Test
  void apply_foreignFileStaged_isRefusedAndTheFormerStays() throws IOException {
    inForce();
    FilePlan plan = stage();
    Files.writeString(staged(HomeFile.WALLET), "foreign");

    assertRefused(ErrorCode.WALLET_UNREADABLE, () -> home.apply(OPERATION, plan));
    assertThat(home.require(HomeFile.WALLET)).isEqualTo(former(HomeFile.WALLET));
  }

  @Test
  void apply_fileInPlaceChangedAfterTheMove_isRefused() throws IOException {
    inForce();
    FilePlan plan = stage();
    Files.delete(staged(HomeFile.WALLET));
    Files.writeString(home.path(HomeFile.WALLET), "foreign");

    assertRefused(ErrorCode.WALLET_UNREADABLE, () -> home.apply(OPERATION, plan));
  }

  @Test
  void dropStaging_staged_removesItAndNothingElse() throws IOException {
    inForce();
    stage();
    home.stage(new UUID(0, 8), Map.of(HomeFile.WALLET, bytes("of another")), Set.of());

    home.dropStaging(OPERATION);

    assertInForce();
    assertThat(root.resolve("staging/" + OPERATION)).doesNotExist();
    assertThat(home.readStaged(new UUID(0, 8), HomeFile.WALLET)).isPresent();
  }

  @Test
  void dropAllStaging_leftOvers_removesThemAndKeepsTheFolder() throws IOException {
    inForce();
    stage();
    home.stage(new UUID(0, 8), Map.of(HomeFile.WALLET, bytes("of another")), Set.of());

    home.dropAllStaging();

    assertInForce();
    assertThat(root.resolve("staging")).isEmptyDirectory();
  }

  @Test
  void dropAllStaging_nothingStaged_doesNothing() {
    assertThatCode(home::dropAllStaging).doesNotThrowAnyException();
    assertThat(root).doesNotExist();
  }

  @Test
  void dropStaging_nothingStaged_doesNothing() {
    assertThatCode(() -> home.dropStaging(OPERATION)).doesNotThrowAnyException();
    assertThat(root).doesNotExist();
  }

  @ParameterizedTest
  @EnumSource
  void ofPath_eachFile_isItself(HomeFile file) {
    assertThat(HomeFile.ofPath(file.path())).isEqualTo(file);
    assertThat(home.path(file)).isEqualTo(root.resolve(file.path()));
  }

  private void inForce() {
    for (HomeFile file : HomeFile.values()) {
      if (file != HomeFile.HSM_WALLET_PASSWORD) {
        VaultHome.replace(home.path(file), former(file));
      }
    }
  }

  private void assertInForce() {
    for (HomeFile file : HomeFile.values()) {
      if (file != HomeFile.HSM_WALLET_PASSWORD) {
        assertThat(home.read(file)).hasValue(former(file));
      }
    }
    assertThat(home.read(HomeFile.HSM_WALLET_PASSWORD)).isEmpty();
  }

  private FilePlan stage() {
    return home.stage(
        OPERATION,
        REPLACED.stream().collect(Collectors.toMap(file -> file, VaultHomeTest::fresh)),
        Set.copyOf(REMOVED));
  }

  private void assertApplied() {
    for (HomeFile file : HomeFile.values()) {
      if (REMOVED.contains(file)) {
        assertThat(home.read(file)).as(file.path()).isEmpty();
      } else {
        assertThat(home.read(file))
            .as(file.path())
            .hasValue(REPLACED.contains(file) ? fresh(file) : former(file));
      }
    }
    assertThat(root.resolve("staging/" + OPERATION)).doesNotExist();
  }

  private Path staged(HomeFile file) {
    return root.resolve("staging/" + OPERATION).resolve(file.path());
  }

  private static Bytes former(HomeFile file) {
    return bytes("former " + file);
  }

  private static Bytes fresh(HomeFile file) {
    return bytes("fresh " + file);
  }

  private static List<String> filesBelow(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .toList();
    }
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static void assertRefused(ErrorCode code, ThrowingCallable call) {
    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(call)
        .extracting(VaultException::code)
        .isEqualTo(code);
  }
}

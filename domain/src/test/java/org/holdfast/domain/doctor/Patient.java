package org.holdfast.domain.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.home.VaultHome;
import org.holdfast.domain.hsm.FakeHsm;
import org.holdfast.domain.hsm.FakeToken;
import org.holdfast.domain.hsm.HsmConnection;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.hsm.HsmTarget;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.hsm.TestVendors;
import org.holdfast.domain.hsm.VendorCheck;
import org.holdfast.domain.hsm.VendorPack;
import org.holdfast.domain.hsm.VendorPacks;
import org.holdfast.domain.hsm.WrappedSecret;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.domain.wallet.KeyFile;
import org.holdfast.domain.wallet.MasterKeyRing;
import org.holdfast.domain.wallet.StoredCredential;
import org.holdfast.domain.wallet.StoredCredentials;
import org.holdfast.domain.wallet.WalletFile;
import org.holdfast.domain.wallet.WrappedWalletPassword;

/** A home folder with an HSM, for the doctor to look at; well until a test sees to it. */
final class Patient {

  static final String PIN = "1234-5678";
  static final String LABEL = "partition";
  static final String SECOND_PIN = "8765-4321";
  static final String SECOND_LABEL = "second";

  final FakeHsm hsm = new FakeHsm();
  final Path root;
  final Path library;
  final VaultHome home;
  final KeyFile keyFile;
  private final SecureRandom random = new SecureRandom();
  List<VendorCheck> vendorChecks = List.of();
  Map<String, String> environment = Map.of();

  Patient(Path folder) throws IOException {
    root = Files.createDirectories(folder.resolve("home"));
    library = Files.writeString(folder.resolve("lib.so"), "stands for a library");
    home = new VaultHome(root);
    keyFile = new KeyFile(home.defaultKeyFile(), random);
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
  }

  /** HSM mode as Initialize leaves it; nobody is logged in. */
  FakeToken initialized() throws HsmException {
    FakeToken token = hsm.addToken(LABEL, PIN);
    HsmTarget target = new HsmTarget(pack(), library, LABEL);
    try (SecretChars pin = SecretChars.copyOf(PIN.toCharArray());
        SecretBytes password = SecretBytes.random(32, random);
        MasterKeyRing ring = MasterKeyRing.create(random)) {
      hsm.login(target, pin);
      try (HsmConnection connection = hsm.getConnection(target)) {
        connection.createRootKey(new KeyRef(1), false);
        put(
            HomeFile.HSM_WALLET_PASSWORD,
            new WrappedWalletPassword.UnderHsm(connection.wrap(new KeyRef(1), password)).encode());
      }
      put(HomeFile.WALLET, WalletFile.encode(ring, password));
      try (StoredCredential stored = new StoredCredential("softhsm", LABEL, pin)) {
        put(HomeFile.HSM_CREDENTIAL, keyFile.sealCredential(stored));
      }
    }
    put(HomeFile.RESTORE_WALLET, Bytes.of((byte) 1));
    write(HomeFile.SECURITY_CONF, "HSM_ENABLED=\"1\"\nHSM_PROVIDER=\"9\"\n");
    hsm.forget(target);
    return token;
  }

  /** HSM mode with two Roots of Trust of one vendor; the files tell not which key is whose. */
  List<FakeToken> initializedTwice() throws HsmException {
    FakeToken first = hsm.addToken(LABEL, PIN);
    FakeToken second = hsm.addToken(SECOND_LABEL, SECOND_PIN);
    try (SecretBytes password = SecretBytes.random(32, random);
        MasterKeyRing ring = MasterKeyRing.create(random);
        StoredCredential one = stored(LABEL, PIN);
        StoredCredential other = stored(SECOND_LABEL, SECOND_PIN)) {
      put(
          HomeFile.HSM_WALLET_PASSWORD,
          new WrappedWalletPassword.UnderHsm(
                  List.of(
                      wrappedBy(other, new KeyRef(7), password),
                      wrappedBy(one, new KeyRef(1), password)))
              .encode());
      put(HomeFile.WALLET, WalletFile.encode(ring, password));
      put(
          HomeFile.HSM_CREDENTIAL,
          keyFile.sealCredentials(new StoredCredentials(List.of(one, other))));
    }
    put(HomeFile.RESTORE_WALLET, Bytes.of((byte) 1));
    write(HomeFile.SECURITY_CONF, "HSM_ENABLED=\"1\"\nHSM_PROVIDER=\"9\"\n");
    return List.of(first, second);
  }

  private static StoredCredential stored(String label, String pin) {
    try (SecretChars typed = SecretChars.copyOf(pin.toCharArray())) {
      return new StoredCredential("softhsm", label, typed);
    }
  }

  private WrappedSecret wrappedBy(StoredCredential stored, KeyRef key, SecretBytes password)
      throws HsmException {
    HsmTarget target = new HsmTarget(pack(), library, stored.tokenLabel());
    hsm.login(target, stored.credential());
    try (HsmConnection connection = hsm.getConnection(target)) {
      connection.createRootKey(key, false);
      return connection.wrap(key, password);
    } finally {
      hsm.forget(target);
    }
  }

  /** Passphrase mode as post-install leaves it. */
  void installed() {
    try (SecretBytes password = SecretBytes.random(32, random);
        MasterKeyRing ring = MasterKeyRing.create(random)) {
      put(HomeFile.WALLET, WalletFile.encode(ring, password));
      put(HomeFile.AUTO_LOGIN, keyFile.sealWalletPassword(password));
    }
    put(HomeFile.PASSPHRASE_WALLET_PASSWORD, Bytes.of((byte) 1));
    write(HomeFile.SECURITY_CONF, "HSM_ENABLED=\"0\"\n");
  }

  void put(HomeFile file, Bytes content) {
    VaultHome.replace(home.path(file), content);
  }

  void write(HomeFile file, String text) {
    put(file, Bytes.of(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  VendorPack pack() {
    return vendors().byId("softhsm").orElseThrow();
  }

  private VendorPacks vendors() {
    Path path = Path.of(String.valueOf(library));
    return new VendorPacks(
        List.of(TestVendors.plain("thales-luna", 1, path), TestVendors.plain("softhsm", path)),
        List.of());
  }

  Report examine() {
    return examine(Subject.IN_FORCE, Credential.NONE);
  }

  Report examine(Subject subject, Credential credential) {
    return examine(new HomeKnowledge(home, keyFile), subject, credential);
  }

  Report examine(Knowledge knowledge, Subject subject, Credential credential) {
    Surroundings surroundings =
        new Surroundings(
            Report.Place.OFFLINE,
            "test",
            root,
            home,
            keyFile,
            home.defaultKeyFile(),
            vendors(),
            hsm,
            environment,
            System.getProperty("user.name"),
            Clock.systemUTC());
    return new Doctor(surroundings, knowledge, pack -> vendorChecks).examine(subject, credential);
  }

  Report tryPin(String pin) {
    try (SecretChars typed = SecretChars.copyOf(pin.toCharArray())) {
      return examine(Subject.IN_FORCE, Credential.typed(typed));
    }
  }

  static Finding finding(Report report, Step step) {
    return report.findings().stream()
        .filter(finding -> finding.step() == step)
        .reduce(
            (one, other) -> {
              throw new AssertionError(one + " and " + other);
            })
        .orElseThrow(() -> new AssertionError(step + " in " + report));
  }
}

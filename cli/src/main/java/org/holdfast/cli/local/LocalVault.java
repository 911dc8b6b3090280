package org.holdfast.cli.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.context.Version;
import org.holdfast.cli.failure.CommandFailure;
import org.holdfast.domain.doctor.Credential;
import org.holdfast.domain.doctor.Doctor;
import org.holdfast.domain.doctor.HomeKnowledge;
import org.holdfast.domain.doctor.Report;
import org.holdfast.domain.doctor.Subject;
import org.holdfast.domain.doctor.Surroundings;
import org.holdfast.domain.home.VaultHome;
import org.holdfast.domain.hsm.HsmConnectionFactory;
import org.holdfast.domain.hsm.VendorPack;
import org.holdfast.domain.hsm.VendorPacks;
import org.holdfast.domain.hsm.pack.VendorPackLoader;
import org.holdfast.domain.wallet.KeyFile;
import org.holdfast.ra.LocalHsm;

/**
 * What a command needs of a home on this machine to do without the server, configured as the server
 * is: {@code HOLDFAST_KEY_FILE}, {@code HOLDFAST_HSM_LIBRARY_<VENDOR>}.
 */
public final class LocalVault implements AutoCloseable {

  private final Context context;
  private final Path root;
  private final VaultHome home;
  private final Path keyFilePath;
  private final KeyFile keyFile;
  private final VendorPacks vendors;
  private final HomeKnowledge knowledge;
  private final LocalHsm hsm = new LocalHsm();

  /** The home in that folder; nothing is read yet. */
  public LocalVault(Context context, Path root) {
    this.context = context;
    this.root = root;
    this.home = new VaultHome(root);
    String given = context.variable("HOLDFAST_KEY_FILE");
    this.keyFilePath = given == null ? home.defaultKeyFile() : Path.of(given);
    this.keyFile = new KeyFile(keyFilePath, new SecureRandom());
    this.vendors =
        VendorPackLoader.load(
            Path.of(System.getProperty("holdfast.distribution", ".")).resolve("etc/vendors"),
            home.vendors(),
            name -> setting(context, name));
    this.knowledge = new HomeKnowledge(home, keyFile);
  }

  /** A setting of the server's, by the variable that its launcher takes it from. */
  private static Optional<String> setting(Context context, String name) {
    String variable = name.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
    return Optional.ofNullable(context.variable(variable));
  }

  /** Runs the doctor. */
  public Report examine(Subject subject, Credential credential) {
    return new Doctor(
            new Surroundings(
                Report.Place.OFFLINE,
                Version.current(),
                root,
                home,
                keyFile,
                keyFilePath,
                vendors,
                hsm.factory(),
                context.environment(),
                System.getProperty("user.name", "?"),
                context.clock()),
            knowledge)
        .examine(subject, credential);
  }

  /**
   * @throws CommandFailure if there is no home folder
   */
  public void requireThere() {
    if (!Files.isDirectory(root)) {
      throw CommandFailure.usage(
          "There is no home folder at %s. Name it with --home or HOLDFAST_HOME.".formatted(root));
    }
  }

  /**
   * A vendor's pack.
   *
   * @throws CommandFailure if there is none
   */
  public VendorPack vendor(String id) {
    return vendors
        .byId(id)
        .orElseThrow(
            () ->
                CommandFailure.usage(
                    "There is no vendor %s; there are %s."
                        .formatted(
                            id,
                            String.join(
                                ", ", vendors.all().stream().map(VendorPack::id).toList()))));
  }

  /** The folder. */
  public Path root() {
    return root;
  }

  /** Its files. */
  public VaultHome home() {
    return home;
  }

  /** Opens what is stored. */
  public KeyFile keyFile() {
    return keyFile;
  }

  /** What the files tell. */
  public HomeKnowledge knowledge() {
    return knowledge;
  }

  /** The way to tokens. */
  public HsmConnectionFactory hsm() {
    return hsm.factory();
  }

  @Override
  public void close() {
    hsm.close();
  }
}

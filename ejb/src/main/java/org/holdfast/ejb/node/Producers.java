package org.holdfast.ejb.node;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.holdfast.domain.access.PasswordHasher;
import org.holdfast.domain.backup.BackupProgress;
import org.holdfast.domain.home.VaultHome;
import org.holdfast.domain.hsm.HsmConnectionFactory;
import org.holdfast.domain.hsm.VendorPacks;
import org.holdfast.domain.hsm.pack.VendorPackLoader;
import org.holdfast.domain.object.RewrapProgress;
import org.holdfast.domain.wallet.KeyFile;
import org.holdfast.domain.wallet.Vault;

/** Makes injectable what knows no container: the domain's classes, and the resource adapter. */
@ApplicationScoped
class Producers {

  private static final Duration MICROSECOND = Duration.ofNanos(1_000);

  @Resource(lookup = "java:/eis/HsmConnectionFactory")
  private HsmConnectionFactory hsm;

  @Produces
  @Singleton
  VaultConfig config() {
    return VaultConfig.from(ConfigProvider.getConfig());
  }

  /**
   * Ticks in microseconds, as the database keeps times: what is answered now is what is read later.
   */
  @Produces
  @Singleton
  Clock clock() {
    return Clock.tick(Clock.systemUTC(), MICROSECOND);
  }

  @Produces
  @Singleton
  SecureRandom random() {
    return new SecureRandom();
  }

  @Produces
  @Singleton
  VaultHome home(VaultConfig config) {
    return new VaultHome(config.home());
  }

  @Produces
  @Singleton
  KeyFile keyFile(VaultConfig config, SecureRandom random) {
    return new KeyFile(config.keyFile(), random);
  }

  @Produces
  @Singleton
  Vault vault(Clock clock) {
    return new Vault(clock);
  }

  @Produces
  @Singleton
  RewrapProgress rewrapProgress() {
    return new RewrapProgress();
  }

  @Produces
  @Singleton
  BackupProgress backupProgress() {
    return new BackupProgress();
  }

  @Produces
  @Singleton
  PasswordHasher passwordHasher(SecureRandom random) {
    return new PasswordHasher(random);
  }

  @Produces
  @Singleton
  VendorPacks vendorPacks(VaultHome home) {
    Config config = ConfigProvider.getConfig();
    VendorPacks packs =
        VendorPackLoader.load(
            Path.of(config.getValue("holdfast.vendors", String.class)),
            home.vendors(),
            name -> config.getOptionalValue(name, String.class));
    packs.problems().forEach(problem -> SystemMessages.LOG.vendorPackLeftOut(problem.describe()));
    return packs;
  }

  @Produces
  HsmConnectionFactory hsm() {
    return hsm;
  }
}

package org.holdfast.domain.hsm.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.holdfast.domain.hsm.Disposition;
import org.holdfast.domain.hsm.VendorAdvice;
import org.holdfast.domain.hsm.VendorCheck;
import org.holdfast.domain.hsm.VendorField;
import org.holdfast.domain.hsm.VendorHook;
import org.holdfast.domain.hsm.VendorPack;
import org.holdfast.domain.hsm.VendorPacks;
import org.holdfast.domain.hsm.VendorSessions;
import org.holdfast.domain.hsm.WrapMechanism;
import org.holdfast.domain.secret.SecretChars;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VendorPackLoaderTest {

  private static final Path SHIPPED =
      Path.of(System.getProperty("basedir", "."), "../server/src/main/distribution/etc/vendors");

  private static final String FULL =
      """
      id: acme
      name: Acme HSM
      provider: 101
      library:
        - /opt/acme/lib64/libacme.so
        - /opt/acme/lib/libacme.so
      credential: {name: PIN, help: Digits., min-length: 4, max-length: 8, pattern: '[0-9]+'}
      token-label: {name: Partition, max-length: 20}
      mechanisms: [AES_KEY_WRAP_PAD, AES_GCM]
      return-values:
        CKR_DEVICE_ERROR: REINITIALIZE
        0x80000123: RELOGIN
      sessions: {most: 8, keep-alive-seconds: 90}
      hooks:
        - name: fetch
          command: [/opt/acme/bin/sync, --from, "the other side"]
          when: before
          operations: [make-key, restore]
          timeout-seconds: 30
          run: always
        - {name: push, command: [/opt/acme/bin/sync], when: after, operations: [make-key], timeout-seconds: 9}
      checks:
        - {kind: group, subject: acme, title: In the group, cure: Join it.}
        - {kind: command, subject: acme status, expect: ok, required: false, title: It answers, cure: Ask.}
      advice: {upgrade: Slowly., extractable-key: Better not.}
      """;

  private Path folder;

  @BeforeEach
  void setUp(@TempDir Path made) {
    folder = made;
  }

  @Test
  void pack_full_hasAllThatItSays() {
    VendorPack pack = new PackFolders(folder).good(FULL);

    assertThat(pack)
        .isEqualTo(
            new VendorPack(
                "acme",
                "Acme HSM",
                101,
                List.of(Path.of("/opt/acme/lib64/libacme.so"), Path.of("/opt/acme/lib/libacme.so")),
                new VendorField("PIN", "Digits.", 4, 8, "[0-9]+"),
                new VendorField("Partition", "", 1, 20, null),
                List.of(WrapMechanism.AES_KEY_WRAP_PAD, WrapMechanism.AES_GCM),
                Map.of(
                    "CKR_DEVICE_ERROR", Disposition.REINITIALIZE,
                    "0x80000123", Disposition.RELOGIN),
                new VendorSessions(OptionalInt.of(8), Optional.of(Duration.ofSeconds(90))),
                List.of(
                    new VendorHook(
                        "fetch",
                        List.of("/opt/acme/bin/sync", "--from", "the other side"),
                        VendorHook.Moment.BEFORE,
                        Set.of(VendorHook.Operation.MAKE_KEY, VendorHook.Operation.RESTORE),
                        Duration.ofSeconds(30),
                        VendorHook.Run.ALWAYS),
                    new VendorHook(
                        "push",
                        List.of("/opt/acme/bin/sync"),
                        VendorHook.Moment.AFTER,
                        Set.of(VendorHook.Operation.MAKE_KEY),
                        Duration.ofSeconds(9),
                        VendorHook.Run.IF_PRESENT)),
                List.of(
                    new VendorCheck(
                        VendorCheck.Kind.GROUP, "acme", "", true, "In the group", "Join it."),
                    new VendorCheck(
                        VendorCheck.Kind.COMMAND,
                        "acme status",
                        "ok",
                        false,
                        "It answers",
                        "Ask.")),
                new VendorAdvice("Slowly.", "Better not.")));
  }

  @Test
  void pack_least_takesTheUsual() {
    VendorPack pack = new PackFolders(folder).good(PackFolders.LEAST);

    assertThat(pack.sessions()).isEqualTo(VendorSessions.UNLIMITED);
    assertThat(pack.advice()).isEqualTo(VendorAdvice.NONE);
    assertThat(pack.hooks()).isEmpty();
    assertThat(pack.checks()).isEmpty();
    assertThat(pack.credential().minLength()).isEqualTo(1);
    assertThat(pack.credential().maxLength()).isEqualTo(VendorField.MOST_CHARACTERS);
    assertThat(pack).hasSameHashCodeAs(new PackFolders(folder).good(PackFolders.LEAST));
  }

  @Test
  void library_ofSeveral_isTheFirstThatIsThere() throws Exception {
    Path second = Files.createFile(folder.resolve("libsecond.so"));
    VendorPack pack =
        new PackFolders(folder)
            .good(PackFolders.LEAST.replace("libacme.so]", "libacme.so, " + second + "]"));

    assertThat(pack.library()).isEqualTo(second);
    Files.delete(second);
    assertThat(pack.library()).isEqualTo(Path.of("/opt/acme/libacme.so"));
  }

  @Test
  void settings_ofTheSite_winOverThePack() {
    VendorPack pack =
        new PackFolders(folder)
            .setting("holdfast.hsm.library.acme", "/elsewhere/lib.so")
            .setting("holdfast.hsm.hooks.acme", "never")
            .good(FULL);

    assertThat(pack.libraries()).containsExactly(Path.of("/elsewhere/lib.so"));
    assertThat(pack.hooks())
        .hasSize(2)
        .allMatch(hook -> hook.run() == VendorHook.Run.NEVER && !hook.isOn());
  }

  @Test
  void packs_ofSiteAndDistribution_theSitesReplacesByFileName() {
    VendorPacks packs =
        new PackFolders(folder)
            .shipped("acme.yaml", PackFolders.LEAST)
            .shipped("notes.txt", "not a pack")
            .site("acme.yaml", PackFolders.LEAST.replace("Acme", "Ours").replace("acme", "ours"))
            .site("zeta.yaml", PackFolders.LEAST.replace("acme", "zeta").replace("100", "99"))
            .load();

    assertThat(packs.problems()).isEmpty();
    assertThat(packs.all()).extracting(VendorPack::id).containsExactly("zeta", "ours");
    assertThat(packs.byProvider(100).orElseThrow().displayName()).isEqualTo("Ours");
  }

  @Test
  void field_rule_holdsAtItsEdges() {
    VendorField field = new PackFolders(folder).good(FULL).credential();

    assertThat(field.fits("123")).isFalse();
    assertThat(field.fits("1234")).isTrue();
    assertThat(field.fits("12345678")).isTrue();
    assertThat(field.fits("123456789")).isFalse();
    assertThat(field.fits("12a4")).isFalse();
    assertThat(field.rule()).isEqualTo("4 to 8 characters. Digits.");
    try (SecretChars typed = SecretChars.copyOf("4321".toCharArray());
        SecretChars wrong = SecretChars.copyOf("432x".toCharArray())) {
      assertThat(field.fits(typed)).isTrue();
      assertThat(field.fits(wrong)).isFalse();
    }
  }

  @Test
  void shippedPacks_all_areGoodAndSayWhatTheDocumentsSay() {
    VendorPacks packs =
        VendorPackLoader.load(SHIPPED, folder.resolve("none"), name -> Optional.empty());

    assertThat(packs.problems()).isEmpty();
    assertThat(packs.all())
        .extracting(VendorPack::id)
        .containsExactly("thales-luna", "entrust", "utimaco", "softhsm", "luna-cloud", "generic");
    assertThat(packs.byProvider(1).orElseThrow().libraries())
        .containsExactly(Path.of("/usr/safenet/lunaclient/lib/libCryptoki2_64.so"));
    assertThat(packs.byProvider(2).orElseThrow().libraries())
        .containsExactly(Path.of("/opt/nfast/toolkits/pkcs11/libcknfast.so"));
    assertThat(packs.byProvider(3).orElseThrow().libraries())
        .containsExactly(Path.of("/opt/utimaco/lib/libcs_pkcs11_R2.so"));
    assertThat(packs.byId("generic").orElseThrow().hasLibrary()).isFalse();
    assertThat(packs.byId("entrust").orElseThrow().advice().extractableKey())
        .contains("CKNFAST_OVERRIDE_SECURITY_ASSURANCES=explicitness;tokenkeys;longterm");
    assertThat(
            packs
                .byId("entrust")
                .orElseThrow()
                .hooks(VendorHook.Moment.AFTER, VendorHook.Operation.MAKE_KEY))
        .extracting(VendorHook::command)
        .containsExactly(List.of("/opt/nfast/bin/rfs-sync", "--commit"));
  }
}

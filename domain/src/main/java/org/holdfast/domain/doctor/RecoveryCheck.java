package org.holdfast.domain.doctor;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.hsm.HsmTarget;

/**
 * Entrust nShield: what has to be so that access to the key comes back by itself after a failure
 * (S113), with the row that applies, and a checklist of what else must be so (S114). The level is
 * read from {@code nfkminfo}; the protection only as far as the token's name gives it away.
 */
final class RecoveryCheck implements Check {

  private static final String ENTRUST = "entrust";
  private static final String NFKMINFO = "/opt/nfast/bin/nfkminfo";
  private static final Pattern LEVEL_3 = Pattern.compile("(?<!!)\\bStrictFIPS140\\b");
  private static final Pattern LEVEL_2 = Pattern.compile("!StrictFIPS140\\b");
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** What no program sees: a person has to look (S114). */
  enum Caution {
    EVERY_SLOT(
        "Card in every slot",
        "In a cluster the card is left in the slot of every HSM, not of one alone"),
    FIPS_CARD(
        "Card for FIPS authorization alone",
        "A card set that gives FIPS authorization alone becomes 1-of-N, whatever its quorum was, and its passphrase is ignored: whoever has the card has its authorization"),
    ADMINISTRATOR_CARDS(
        "No administrator cards",
        "The administrator card set is never used for FIPS authorization: it is not left in a slot"),
    REMOTE(
        "No remote administration",
        "A card that is presented by remote administration does not serve: its secure channel is not made again after a failure"),
    PERSISTENT(
        "Persistent cards",
        "The authorization of a persistent card that was taken out is not restored: leave it in");

    private final String title;
    private final String text;

    Caution(String title, String text) {
      this.title = title;
      this.text = text;
    }

    private boolean appliesTo(Row row) {
      return switch (this) {
        case EVERY_SLOT, REMOTE -> !row.automatic;
        case FIPS_CARD -> row == Row.L3_MODULE || row == Row.L3_SOFTCARD;
        case ADMINISTRATOR_CARDS -> row.level == 3;
        case PERSISTENT -> row.protection.equals("OCS");
      };
    }
  }

  /** A row of the table. */
  enum Row {
    L2_MODULE(2, "module", true, "comes back by itself"),
    L2_SOFTCARD(2, "softcard", true, "comes back by itself"),
    L2_OCS(
        2,
        "OCS",
        false,
        "comes back by itself if the set is 1-of-N, all cards have the same passphrase, and a card is left in the slot of every HSM"),
    L3_MODULE(
        3,
        "module",
        false,
        "needs an operator card in the slot of every HSM, for FIPS authorization alone"),
    L3_SOFTCARD(
        3,
        "softcard",
        false,
        "needs an operator card in the slot of every HSM, for FIPS authorization alone"),
    L3_OCS(
        3,
        "OCS",
        false,
        "needs the operator card in the slot of every HSM; it gives FIPS authorization and loads the key");

    private final int level;
    private final String protection;
    private final boolean automatic;
    private final String text;

    Row(int level, String protection, boolean automatic, String text) {
      this.level = level;
      this.protection = protection;
      this.automatic = automatic;
      this.text = text;
    }

    @Override
    public String toString() {
      return "FIPS 140 level %d, %s: %s".formatted(level, protection, text);
    }
  }

  @Override
  public void run(Examination examination, Findings findings) {
    Optional<HsmTarget> target = examination.target();
    if (target.isEmpty() || !target.get().vendor().id().equals(ENTRUST)) {
      findings.skip(Step.RECOVERY, "For Entrust nShield alone");
      return;
    }
    VendorCheckRunner.Output security =
        new VendorCheckRunner(examination.surroundings().environment()).command(NFKMINFO, PATIENCE);
    List<Row> rows = rows(security.text(), examination.token().map(t -> t.label()).orElse(""));
    report(rows, findings);
    autoLogin(
        examination.surroundings().home().read(HomeFile.HSM_CREDENTIAL).isPresent(), findings);
    cautions(rows, findings);
  }

  /** Whatever the row: without it nothing logs in again (S114). */
  static void autoLogin(boolean isStored, Findings findings) {
    String title = "Recovery: auto-login";
    if (isStored) {
      findings.add(
          new Finding(
              Step.RECOVERY, title, Outcome.PASS, "The HSM credential is stored", null, null));
    } else {
      findings.add(
          new Finding(
              Step.RECOVERY,
              title,
              Outcome.WARN,
              "No HSM credential is stored: after a failure nothing logs in by itself",
              null,
              "Use Set Credential."));
    }
  }

  /** A checklist for a person, of what applies to one of these rows. */
  static void cautions(List<Row> rows, Findings findings) {
    for (Caution caution : Caution.values()) {
      if (rows.stream().anyMatch(caution::appliesTo)) {
        findings.add(
            new Finding(
                Step.RECOVERY,
                "Recovery: " + caution.title,
                Outcome.SKIPPED,
                "To be seen to by a person: " + caution.text,
                null,
                null));
      }
    }
  }

  /** The rows that may apply. */
  static List<Row> rows(String nfkminfo, String tokenLabel) {
    boolean isModule = tokenLabel.toLowerCase(Locale.ROOT).contains("accelerator");
    boolean isLevel3 = LEVEL_3.matcher(nfkminfo).find();
    boolean isLevel2 = !isLevel3 && LEVEL_2.matcher(nfkminfo).find();
    return Arrays.stream(Row.values())
        .filter(row -> !isLevel3 || row.level == 3)
        .filter(row -> !isLevel2 || row.level == 2)
        .filter(row -> tokenLabel.isEmpty() || row.protection.equals("module") == isModule)
        .toList();
  }

  static void report(List<Row> rows, Findings findings) {
    if (rows.size() == 1 && rows.get(0).automatic) {
      findings.pass(Step.RECOVERY, rows.get(0).toString());
    } else if (rows.stream().noneMatch(row -> row.automatic)) {
      findings.warn(Step.RECOVERY, String.join("; ", rows.stream().map(Row::toString).toList()));
    } else {
      findings.skip(
          Step.RECOVERY,
          "One of these applies: " + String.join("; ", rows.stream().map(Row::toString).toList()));
    }
  }
}

package org.holdfast.domain.doctor;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.holdfast.domain.hsm.HsmTarget;

/**
 * Entrust nShield: what has to be so that access to the key comes back by itself after a failure
 * (S113), as a checklist with the row that applies. The level is read from {@code nfkminfo}; the
 * protection only as far as the token's name gives it away.
 */
final class RecoveryCheck implements Check {

  private static final String ENTRUST = "entrust";
  private static final String NFKMINFO = "/opt/nfast/bin/nfkminfo";
  private static final Pattern LEVEL_3 = Pattern.compile("(?<!!)\\bStrictFIPS140\\b");
  private static final Pattern LEVEL_2 = Pattern.compile("!StrictFIPS140\\b");
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** S114. */
  private static final String CAUTIONS =
      " A card set for FIPS authorization alone becomes 1-of-N and its passphrase is ignored; never"
          + " use the administrator cards for it. A remote administration card does not restore by"
          + " itself, nor is the authorization of a persistent card restored. The HSM credential has"
          + " to be stored (S114).";

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
    report(rows(security.text(), examination.token().map(t -> t.label()).orElse("")), findings);
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
      findings.warn(
          Step.RECOVERY,
          Words.some(rows.stream().map(Row::toString).toList()),
          Step.RECOVERY.cure() + CAUTIONS);
    } else {
      findings.skip(
          Step.RECOVERY,
          "One of these applies: "
              + Words.some(rows.stream().map(Row::toString).toList())
              + "."
              + CAUTIONS);
    }
  }
}

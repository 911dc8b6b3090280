package org.holdfast.domain.doctor;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.hsm.VendorPack;
import org.holdfast.domain.hsm.VendorPacks;
import org.holdfast.domain.secret.Bytes;

/** {@code etc/security.conf}: quoted, known, and as the mode in force (S40, S101, S102). */
final class SecurityConfCheck implements Check {

  private static final Pattern QUOTED = Pattern.compile("\\s*([A-Z_]+)\\s*=\\s*\"([^\"]*)\"\\s*");
  private static final Pattern COMMENT = Pattern.compile("\\s*(#.*)?");
  private static final Map<String, Pattern> KNOWN =
      Map.of(
          "HSM_ENABLED", Pattern.compile("[01]"),
          "HSM_PROVIDER", Pattern.compile("\\d+"),
          "HSM_KEY_EXTRACTABLE", Pattern.compile("[01]"));

  private static final String ENTRUST_OVERRIDE =
      " On Entrust nShield an extractable key also needs, in cknfastrc:"
          + " CKNFAST_OVERRIDE_SECURITY_ASSURANCES=explicitness;tokenkeys;longterm (S102).";

  @Override
  public void run(Examination examination, Findings findings) {
    Surroundings at = examination.surroundings();
    Optional<Bytes> file = at.home().read(HomeFile.SECURITY_CONF);
    if (file.isEmpty()) {
      if (examination.isIn(Mode.HSM)) {
        findings.fail(
            Step.SECURITY_CONF,
            at.home().path(HomeFile.SECURITY_CONF) + " is missing",
            "Set Credential writes it anew.");
      } else {
        findings.skip(Step.SECURITY_CONF, "The file is made by post-install or Initialize");
      }
      return;
    }
    Map<String, String> values = new HashMap<>();
    List<String> wrong = read(new String(file.get().toByteArray(), StandardCharsets.UTF_8), values);
    mode(examination, values, wrong);
    if (!wrong.isEmpty()) {
      findings.fail(Step.SECURITY_CONF, Words.some(wrong));
    } else if ("1".equals(values.get("HSM_KEY_EXTRACTABLE"))) {
      findings.warn(
          Step.SECURITY_CONF,
          "HSM_KEY_EXTRACTABLE is \"1\": the next Root of Trust key may leave the HSM",
          "Set it to \"0\" unless the HSM's own backup needs it." + ENTRUST_OVERRIDE);
    } else {
      findings.pass(Step.SECURITY_CONF, "Every line is known; HSM_ENABLED is " + enabled(values));
    }
  }

  private static String enabled(Map<String, String> values) {
    return "\"" + values.getOrDefault("HSM_ENABLED", "0") + "\"";
  }

  private static List<String> read(String text, Map<String, String> values) {
    List<String> wrong = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (COMMENT.matcher(line).matches()) {
        continue;
      }
      Matcher quoted = QUOTED.matcher(line);
      if (!quoted.matches()) {
        wrong.add("line %d is not NAME=\"value\": %s".formatted(number, line.strip()));
      } else if (!KNOWN.containsKey(quoted.group(1))) {
        wrong.add("line %d: %s is not known".formatted(number, quoted.group(1)));
      } else if (!KNOWN.get(quoted.group(1)).matcher(quoted.group(2)).matches()) {
        wrong.add(
            "line %d: %s cannot be \"%s\"".formatted(number, quoted.group(1), quoted.group(2)));
      } else if (values.put(quoted.group(1), quoted.group(2)) != null) {
        wrong.add("line %d: %s is there twice".formatted(number, quoted.group(1)));
      }
    }
    return wrong;
  }

  private static void mode(
      Examination examination, Map<String, String> values, List<String> wrong) {
    boolean enabled = "1".equals(values.get("HSM_ENABLED"));
    String provider = values.get("HSM_PROVIDER");
    if (examination.isIn(Mode.HSM)) {
      if (!enabled) {
        wrong.add("HSM mode is in force, and HSM_ENABLED is not \"1\"");
      }
      provider(examination, provider, wrong);
    } else if (examination.isIn(Mode.PASSPHRASE) && (enabled || provider != null)) {
      wrong.add(
          "HSM mode is not in force, and "
              + (enabled ? "HSM_ENABLED is \"1\"" : "HSM_PROVIDER is there"));
    }
  }

  private static void provider(
      Examination examination, @org.jspecify.annotations.Nullable String text, List<String> wrong) {
    VendorPacks vendors = examination.surroundings().vendors();
    Optional<VendorPack> named = text == null ? Optional.empty() : byProvider(vendors, text);
    if (named.isEmpty()) {
      wrong.add(
          text == null ? "HSM_PROVIDER is missing" : "no vendor has HSM_PROVIDER \"" + text + "\"");
      return;
    }
    List<String> inForce = inForce(examination);
    if (!inForce.isEmpty() && !inForce.contains(named.get().id())) {
      wrong.add(
          "HSM_PROVIDER \"%s\" is %s, and %s is in force"
              .formatted(text, named.get().id(), String.join(", ", inForce)));
    }
  }

  private static Optional<VendorPack> byProvider(VendorPacks vendors, String text) {
    return text.matches("\\d{1,6}") ? vendors.byProvider(Integer.parseInt(text)) : Optional.empty();
  }

  private static List<String> inForce(Examination examination) {
    try {
      return examination.knowledge().roots().stream()
          .map(root -> root.reach().vendorId())
          .distinct()
          .toList();
    } catch (org.holdfast.domain.error.VaultException e) {
      // The stored credential is another step's concern.
      return List.of();
    }
  }
}

package org.holdfast.domain.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.hsm.HsmConnectionFactory;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.hsm.HsmFault;
import org.holdfast.domain.hsm.HsmTarget;
import org.holdfast.domain.hsm.HsmUnavailable;
import org.holdfast.domain.hsm.TokenFacts;
import org.holdfast.domain.hsm.WrapMechanism;

/** What the library and its tokens say without a login (S84, S85, S15). */
final class TokenCheck implements Check {

  private static final List<Step> OF_THE_TOKEN =
      List.of(Step.PIN_STATE, Step.MECHANISMS, Step.SESSIONS, Step.CLOCK_HSM);
  private static final Duration TOLERANCE = Duration.ofSeconds(5);

  @Override
  public void run(Examination examination, Findings findings) {
    Optional<HsmTarget> target = examination.target();
    if (target.isEmpty()) {
      findings.skip(Step.LIBRARY_LOADS, "No vendor is known");
      skipAll("No vendor is known", findings);
      return;
    }
    Surroundings at = examination.surroundings();
    try {
      at.hsm().tokens(target.get().vendor(), target.get().library());
      findings.pass(Step.LIBRARY_LOADS, target.get().library().toString());
    } catch (HsmException e) {
      if (e.fault() == HsmFault.LIBRARY_NOT_LOADED) {
        findings.fail(Step.LIBRARY_LOADS, e);
        skipAll("The library does not load", findings);
        return;
      }
      findings.pass(Step.LIBRARY_LOADS, target.get().library() + " loads");
    }
    token(examination, target.get(), findings);
  }

  private static void skipAll(String why, Findings findings) {
    findings.skip(Step.SLOT_LIST, why);
    findings.skip(Step.TOKEN_LABEL, why);
    OF_THE_TOKEN.forEach(step -> findings.skip(step, why));
  }

  private static void token(Examination examination, HsmTarget target, Findings findings) {
    TokenFacts token;
    try {
      token = find(examination, target);
    } catch (HsmException e) {
      slots(examination, target, findings);
      findings.fail(Step.TOKEN_LABEL, e);
      OF_THE_TOKEN.forEach(step -> findings.skip(step, "The token was not found"));
      return;
    }
    slots(examination, target, findings);
    examination.found(token);
    findings.pass(Step.TOKEN_LABEL, describe(token));
    pin(token, findings);
    mechanisms(examination, target, token, findings);
    sessions(examination, token, findings);
    clock(examination, token, findings);
  }

  /**
   * A token that is not found is looked for anew, which initializes the library again and so renews
   * the login of whoever uses it; for a token that the vault does not use it is not worth that.
   */
  private static TokenFacts find(Examination examination, HsmTarget target) throws HsmException {
    HsmConnectionFactory hsm = examination.surroundings().hsm();
    boolean disturbs =
        examination.surroundings().place() == Report.Place.SERVER
            && !examination.isInForce()
            && !examination.isIn(Mode.PASSPHRASE);
    if (disturbs
        && hsm.tokens(target.vendor(), target.library()).stream()
            .noneMatch(token -> fits(token, target))) {
      throw new HsmUnavailable(
          HsmFault.SLOT_NOT_FOUND,
          (target.tokenLabel() == null ? "no token" : "no token " + target.tokenLabel())
              + " in "
              + target.library());
    }
    return hsm.inspect(target);
  }

  private static boolean fits(TokenFacts token, HsmTarget target) {
    return target.tokenLabel() == null || token.label().equals(target.tokenLabel());
  }

  private static void slots(Examination examination, HsmTarget target, Findings findings) {
    try {
      List<TokenFacts> tokens =
          examination.surroundings().hsm().tokens(target.vendor(), target.library());
      if (tokens.isEmpty()) {
        findings.fail(
            Step.SLOT_LIST,
            new VaultException(
                ErrorCode.SLOT_NOT_FOUND, "no initialized token in " + target.library()));
      } else {
        findings.pass(
            Step.SLOT_LIST,
            Words.some(
                tokens.stream().map(t -> "slot %d: %s".formatted(t.slot(), t.label())).toList()));
      }
    } catch (HsmException e) {
      findings.fail(Step.SLOT_LIST, e);
    }
  }

  private static String describe(TokenFacts token) {
    return "%s, serial number %s, %s %s, firmware %s, slot %d, library %s"
        .formatted(
            token.label(),
            token.serial(),
            token.manufacturer(),
            token.model(),
            token.firmware(),
            token.slot(),
            token.library());
  }

  private static void pin(TokenFacts token, Findings findings) {
    switch (token.pinState()) {
      case OK -> findings.pass(Step.PIN_STATE, "No wrong attempt since the last good one");
      case COUNT_LOW ->
          findings.warn(
              Step.PIN_STATE,
              "A wrong credential was given since the last good one (CKF_USER_PIN_COUNT_LOW)");
      case FINAL_TRY ->
          findings.fail(
              Step.PIN_STATE, "One more wrong credential locks the token (CKF_USER_PIN_FINAL_TRY)");
      case LOCKED ->
          findings.fail(
              Step.PIN_STATE,
              new VaultException(ErrorCode.CREDENTIAL_LOCKED, "CKF_USER_PIN_LOCKED"));
    }
  }

  private static void mechanisms(
      Examination examination, HsmTarget target, TokenFacts token, Findings findings) {
    Set<WrapMechanism> usable = EnumSet.noneOf(WrapMechanism.class);
    usable.addAll(target.vendor().mechanisms());
    usable.retainAll(token.mechanisms());
    Optional<WrapMechanism> inUse = inUse(examination);
    if (usable.isEmpty()) {
      findings.fail(
          Step.MECHANISMS,
          new VaultException(
              ErrorCode.MECHANISM_MISSING, "none of " + names(target.vendor().mechanisms())));
    } else if (inUse.isPresent() && !token.mechanisms().contains(inUse.get())) {
      findings.fail(
          Step.MECHANISMS,
          new VaultException(
              ErrorCode.MECHANISM_MISSING,
              "the wallet password is wrapped by " + inUse.get() + ", which is not offered"));
    } else {
      findings.pass(
          Step.MECHANISMS,
          names(usable) + inUse.map(mechanism -> "; in use: " + mechanism).orElse(""));
    }
  }

  private static String names(Collection<WrapMechanism> mechanisms) {
    return mechanisms.stream().map(WrapMechanism::name).collect(Collectors.joining(", "));
  }

  /** Empty, too, where it cannot be told which of several keys is on this token. */
  private static Optional<WrapMechanism> inUse(Examination examination) {
    if (!examination.isInForce()) {
      return Optional.empty();
    }
    Set<WrapMechanism> all = EnumSet.noneOf(WrapMechanism.class);
    examination.root().map(KnownRoot::keys).orElse(List.of()).stream()
        .map(KnownKey::mechanism)
        .forEach(all::add);
    return all.size() == 1 ? all.stream().findFirst() : Optional.empty();
  }

  private static void sessions(Examination examination, TokenFacts token, Findings findings) {
    OptionalLong most = token.sessions().most();
    OptionalInt pool = examination.knowledge().poolSize();
    String open =
        token.sessions().open().isPresent()
            ? ", %d open".formatted(token.sessions().open().getAsLong())
            : "";
    if (most.isEmpty()) {
      findings.pass(Step.SESSIONS, "The token names no limit" + open);
    } else if (pool.isEmpty()) {
      findings.skip(
          Step.SESSIONS,
          "The token takes %d%s; there is no pool here to compare"
              .formatted(most.getAsLong(), open));
    } else if (most.getAsLong() <= pool.getAsInt()) {
      findings.warn(
          Step.SESSIONS,
          "The token takes %d%s, and the pool may open %d and one that holds the login"
              .formatted(most.getAsLong(), open, pool.getAsInt()));
    } else {
      findings.pass(
          Step.SESSIONS,
          "The token takes %d%s, the pool opens at most %d and one that holds the login"
              .formatted(most.getAsLong(), open, pool.getAsInt()));
    }
  }

  private static void clock(Examination examination, TokenFacts token, Findings findings) {
    Instant time = token.time();
    if (time == null) {
      findings.skip(Step.CLOCK_HSM, "The token has no clock (CKF_CLOCK_ON_TOKEN)");
      return;
    }
    Duration apart = Duration.between(time, examination.surroundings().clock().instant()).abs();
    String found = "%s by the token, %d s apart".formatted(time, apart.toSeconds());
    if (apart.compareTo(TOLERANCE) > 0) {
      findings.warn(Step.CLOCK_HSM, found);
    } else {
      findings.pass(Step.CLOCK_HSM, found);
    }
  }
}

package org.holdfast.domain.doctor;

import java.util.Optional;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.hsm.HsmConnection;
import org.holdfast.domain.hsm.HsmTarget;
import org.holdfast.domain.hsm.TokenFacts;
import org.holdfast.domain.rootoftrust.SecurityConf;
import org.jspecify.annotations.Nullable;

/**
 * One run, or the part of it that is about one Root of Trust: what is looked at, and what earlier
 * checks found that later ones need.
 */
final class Examination {

  private final Surroundings surroundings;
  private final Knowledge knowledge;
  private final Subject subject;
  private final Credential credential;
  private final @Nullable KnownRoot root;
  private @Nullable HsmTarget target;
  private boolean inForce;
  private @Nullable TokenFacts token;
  private @Nullable HsmConnection connection;

  /**
   * @param root the Root of Trust that this part of the run is about; null if there is none
   */
  Examination(
      Surroundings surroundings,
      Knowledge knowledge,
      Subject subject,
      Credential credential,
      @Nullable KnownRoot root) {
    this.surroundings = surroundings;
    this.knowledge = knowledge;
    this.subject = subject;
    this.credential = credential;
    this.root = root;
  }

  /** The Root of Trust that this part of the run is about, or is nearest to what was asked. */
  Optional<KnownRoot> root() {
    return Optional.ofNullable(root);
  }

  Surroundings surroundings() {
    return surroundings;
  }

  Knowledge knowledge() {
    return knowledge;
  }

  Subject subject() {
    return subject;
  }

  Credential credential() {
    return credential;
  }

  /** The mode; empty if it cannot be told. */
  Optional<Mode> mode() {
    try {
      return Optional.of(knowledge.mode());
    } catch (VaultException e) {
      return Optional.empty();
    }
  }

  boolean isIn(Mode mode) {
    return mode().filter(mode::equals).isPresent();
  }

  SecurityConf securityConf() {
    return SecurityConf.parse(surroundings.home().read(HomeFile.SECURITY_CONF));
  }

  void found(HsmTarget wanted, boolean isInForce) {
    target = wanted;
    inForce = isInForce;
  }

  /** Which HSM; empty if none is known. */
  Optional<HsmTarget> target() {
    return Optional.ofNullable(target);
  }

  /** Whether that is the HSM in force, and not another one that is asked about. */
  boolean isInForce() {
    return inForce;
  }

  void found(TokenFacts facts) {
    token = facts;
  }

  /** What the token says of itself; empty if it was not found. */
  Optional<TokenFacts> token() {
    return Optional.ofNullable(token);
  }

  void found(HsmConnection loggedIn) {
    connection = loggedIn;
  }

  /** A connection to the logged-in token; empty if nobody is logged in. Stays the run's. */
  Optional<HsmConnection> connection() {
    return Optional.ofNullable(connection);
  }
}

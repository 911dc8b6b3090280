package org.holdfast.domain.rootoftrust;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where the Root of Trust stands. A transition is a method of the state it leaves, so there is no
 * way to write an illegal one.
 *
 * <p>{@code NotInstalled → PassphraseProtected → Initializing → HsmProtected → ReverseMigrating →
 * PassphraseProtected}; from either stable state {@code → Restoring →} that of the backup. An
 * operation that fails goes back to where it began.
 */
public sealed interface RootOfTrustState {

  /** The name in the database, the API and the log. */
  String name();

  /** Before post-install. */
  record NotInstalled() implements RootOfTrustState {
    public static final String NAME = "NOT_INSTALLED";

    @Override
    public String name() {
      return NAME;
    }

    public PassphraseProtected install() {
      return new PassphraseProtected();
    }
  }

  /** The recovery passphrase protects the wallet password. */
  record PassphraseProtected() implements RootOfTrustState {
    public static final String NAME = "PASSPHRASE_PROTECTED";

    @Override
    public String name() {
      return NAME;
    }

    public Initializing beginInitialize(UUID operation) {
      return new Initializing(operation);
    }

    public Restoring beginRestore(UUID operation) {
      return new Restoring(operation, null);
    }
  }

  /** Initialize is under way; the recovery passphrase still protects the wallet password. */
  record Initializing(UUID operation) implements RootOfTrustState {
    public static final String NAME = "INITIALIZING";

    @Override
    public String name() {
      return NAME;
    }

    public HsmProtected succeed(RootOfTrust rootOfTrust) {
      return new HsmProtected(rootOfTrust);
    }

    public PassphraseProtected undo() {
      return new PassphraseProtected();
    }
  }

  /** The HSM protects the wallet password. */
  record HsmProtected(RootOfTrust rootOfTrust) implements RootOfTrustState {
    public static final String NAME = "HSM_PROTECTED";

    @Override
    public String name() {
      return NAME;
    }

    public ReverseMigrating beginReverseMigrate(UUID operation) {
      return new ReverseMigrating(operation, rootOfTrust);
    }

    public Restoring beginRestore(UUID operation) {
      return new Restoring(operation, rootOfTrust);
    }

    /** Set Credential found the same key another way. */
    public HsmProtected reachedBy(RootOfTrust sameKey) {
      if (!sameKey.key().equals(rootOfTrust.key())
          || !sameKey.checkValue().equals(rootOfTrust.checkValue())) {
        throw new IllegalArgumentException("Set Credential does not change the key");
      }
      return new HsmProtected(sameKey);
    }
  }

  /** Reverse Migrate is under way; the HSM still protects the wallet password. */
  record ReverseMigrating(UUID operation, RootOfTrust rootOfTrust) implements RootOfTrustState {
    public static final String NAME = "REVERSE_MIGRATING";

    @Override
    public String name() {
      return NAME;
    }

    public PassphraseProtected succeed() {
      return new PassphraseProtected();
    }

    public HsmProtected undo() {
      return new HsmProtected(rootOfTrust);
    }
  }

  /**
   * A restore is under way; what protected the wallet password before it still does.
   *
   * @param before null in passphrase mode
   */
  record Restoring(UUID operation, @Nullable RootOfTrust before) implements RootOfTrustState {
    public static final String NAME = "RESTORING";

    @Override
    public String name() {
      return NAME;
    }

    /**
     * @param restored null if the backup was made in passphrase mode
     */
    public RootOfTrustState succeed(@Nullable RootOfTrust restored) {
      return restored == null ? new PassphraseProtected() : new HsmProtected(restored);
    }

    public RootOfTrustState undo() {
      return succeed(before);
    }
  }
}

package org.holdfast.domain.rootoftrust;

import java.util.Optional;
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

  /**
   * The Roots of Trust that protect the wallet password now, also while an operation is under way
   * that will end it; empty in passphrase mode.
   */
  default Optional<RootsOfTrust> rootsInForce() {
    return Optional.empty();
  }

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

  /** One HSM or several protect the wallet password, each of them alone. */
  record HsmProtected(RootsOfTrust roots) implements RootOfTrustState {
    public static final String NAME = "HSM_PROTECTED";

    /** With one Root of Trust, as Initialize makes it. */
    public HsmProtected(RootOfTrust only) {
      this(RootsOfTrust.of(only));
    }

    @Override
    public Optional<RootsOfTrust> rootsInForce() {
      return Optional.of(roots);
    }

    /** The primary one. */
    public RootOfTrust rootOfTrust() {
      return roots.primary().root();
    }

    @Override
    public String name() {
      return NAME;
    }

    public ReverseMigrating beginReverseMigrate(UUID operation) {
      return new ReverseMigrating(operation, roots);
    }

    public Restoring beginRestore(UUID operation) {
      return new Restoring(operation, roots);
    }

    /** Set Credential found the same key another way. */
    public HsmProtected reachedBy(String name, RootOfTrust sameKey) {
      RootOfTrust before = roots.require(name).root();
      if (!sameKey.key().equals(before.key())
          || !sameKey.checkValue().equals(before.checkValue())) {
        throw new IllegalArgumentException("Set Credential does not change the key");
      }
      return new HsmProtected(roots.with(name, sameKey));
    }

    /** Add Root of Trust (B8). */
    public HsmProtected add(NamedRoot added) {
      return new HsmProtected(roots.with(added));
    }

    /** Remove Root of Trust: never the last one. */
    public HsmProtected remove(String name) {
      return new HsmProtected(roots.without(name));
    }

    /** Rotate Root of Trust: another key on the same token. */
    public HsmProtected rotate(String name, RootOfTrust fresh) {
      RootOfTrust before = roots.require(name).root();
      if (!fresh.address().equals(before.address()) || fresh.key().equals(before.key())) {
        throw new IllegalArgumentException("Rotation takes another key of the same token");
      }
      return new HsmProtected(roots.with(name, fresh));
    }

    /** Another name, another priority. */
    public HsmProtected arrange(String name, String newName, int priority) {
      return new HsmProtected(roots.renamed(name, newName).moved(newName, priority));
    }
  }

  /** Reverse Migrate is under way; the HSMs still protect the wallet password. */
  record ReverseMigrating(UUID operation, RootsOfTrust roots) implements RootOfTrustState {
    public static final String NAME = "REVERSE_MIGRATING";

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public Optional<RootsOfTrust> rootsInForce() {
      return Optional.of(roots);
    }

    public PassphraseProtected succeed() {
      return new PassphraseProtected();
    }

    public HsmProtected undo() {
      return new HsmProtected(roots);
    }
  }

  /**
   * A restore is under way; what protected the wallet password before it still does.
   *
   * @param before null in passphrase mode
   */
  record Restoring(UUID operation, @Nullable RootsOfTrust before) implements RootOfTrustState {
    public static final String NAME = "RESTORING";

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public Optional<RootsOfTrust> rootsInForce() {
      return Optional.ofNullable(before);
    }

    /**
     * @param restored null if the backup was made in passphrase mode
     */
    public RootOfTrustState succeed(@Nullable RootsOfTrust restored) {
      return restored == null ? new PassphraseProtected() : new HsmProtected(restored);
    }

    public RootOfTrustState undo() {
      return succeed(before);
    }
  }
}

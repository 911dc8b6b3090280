package org.holdfast.web.system;

import java.util.ArrayList;
import java.util.List;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.ejb.rootoftrust.RootOfTrustView;
import org.holdfast.ejb.rootoftrust.RootView;
import org.holdfast.ejb.system.SystemView;
import org.jspecify.annotations.Nullable;

/**
 * What protects what, from the HSM to the objects.
 *
 * @param links in order
 * @param cause why a link is broken; null if none is
 */
public record ProtectionChain(List<Link> links, @Nullable ErrorCode cause) {

  private static final String HSM_MODE = "HSM_PROTECTED";

  /**
   * A thing that protects the next.
   *
   * @param icon which picture
   * @param verb what it does to the next; empty for the last
   * @param broken whether it is here that the chain is broken
   */
  public record Link(String icon, String name, String what, String verb, boolean broken) {}

  public ProtectionChain {
    links = List.copyOf(links);
  }

  /** Whether nothing can be read until the cause is removed; without, it is one of several HSMs. */
  public boolean broken() {
    return links.stream().anyMatch(Link::broken);
  }

  /**
   * @param rootOfTrust null for who may not see it
   */
  static ProtectionChain of(SystemView system, @Nullable RootOfTrustView rootOfTrust) {
    ErrorCode cause = cause(system, rootOfTrust);
    int broken = cause == null || heldByAnother(system, rootOfTrust) ? -1 : brokenLink(cause);
    List<Link> links = new ArrayList<>();
    boolean hsm =
        rootOfTrust == null ? HSM_MODE.equals(system.rootOfTrust()) : rootOfTrust.enabled();
    if (hsm) {
      String key =
          rootOfTrust == null || rootOfTrust.keyNumber() == null
              ? "Root of Trust key"
              : "Root of Trust key " + rootOfTrust.keyNumber();
      links.add(new Link("hsm", "HSM", key, "wraps", broken == 0));
    } else {
      links.add(new Link("phrase", "Recovery passphrase", "no HSM in force", "wraps", broken == 0));
    }
    links.add(new Link("password", "Wallet password", "256 random bits", "opens", broken == 1));
    links.add(new Link("wallet", "Wallet", "master keys", "wraps", broken == 2));
    links.add(new Link("keys", "Data keys", "one per object", "encrypts", broken == 3));
    links.add(new Link("objects", "Security objects", "in the database", "", broken == 4));
    return new ProtectionChain(links, cause);
  }

  private static @Nullable ErrorCode cause(
      SystemView system, @Nullable RootOfTrustView rootOfTrust) {
    if (!system.open() && system.closedBecause() != null) {
      return system.closedBecause();
    }
    if (!system.databaseReachable()) {
      return ErrorCode.DATABASE_AWAY;
    }
    return rootOfTrust == null || !rootOfTrust.enabled() ? null : rootOfTrust.cause();
  }

  /** One of several Roots of Trust opens the vault while others are down (B8). */
  private static boolean heldByAnother(SystemView system, @Nullable RootOfTrustView rootOfTrust) {
    return system.open()
        && system.databaseReachable()
        && rootOfTrust != null
        && rootOfTrust.roots().stream().anyMatch(RootView::up);
  }

  private static int brokenLink(ErrorCode cause) {
    return switch (cause) {
      case WRAPPED_DATA_INVALID -> 1;
      case WALLET_UNREADABLE, KEY_FILE_UNREADABLE, CLOSED_BY_ADMINISTRATOR -> 2;
      case DATABASE_AWAY, STARTING -> 4;
      default -> 0;
    };
  }
}

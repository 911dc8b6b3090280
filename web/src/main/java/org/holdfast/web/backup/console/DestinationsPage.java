package org.holdfast.web.backup.console;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.UUID;
import org.holdfast.domain.backup.Destination;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.ejb.backup.ManageDestinations;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;

/** Destinations: where backups go (S72, S73). */
@Named("backupDestinations")
@ViewScoped
public class DestinationsPage implements Serializable {

  private static final long serialVersionUID = 1L;

  // Views live in memory alone; nothing of this is ever written out.
  @Inject private transient ManageDestinations manageDestinations;

  private transient List<Destination> list = List.of();
  private transient @Nullable VaultException failure;
  private @Nullable String publicKey;
  private @Nullable UUID chosen;

  /** Looks again; called before each rendering, so that it shows what an action has changed. */
  public void refresh() {
    try {
      list = manageDestinations.list();
      if (publicKey == null) {
        publicKey = manageDestinations.publicKey();
      }
      failure = null;
    } catch (RuntimeException e) {
      failure = FormProblems.failure(e);
    }
  }

  /** The destination whose dialog is open; null for one that is to be made. */
  void choose(@Nullable UUID id) {
    chosen = id;
  }

  @Nullable UUID chosen() {
    return chosen;
  }

  /**
   * The chosen destination as it is now.
   *
   * @throws VaultException {@link ErrorCode#DESTINATION_UNKNOWN}
   */
  Destination current() {
    if (chosen == null) {
      throw new VaultException(ErrorCode.DESTINATION_UNKNOWN);
    }
    return manageDestinations.find(chosen);
  }

  /** Name of the chosen one; empty if none is chosen. */
  public String getChosenName() {
    return list.stream()
        .filter(destination -> destination.id().equals(chosen))
        .map(Destination::name)
        .findFirst()
        .orElse("");
  }

  /** The built-in one first, then by name. */
  public List<Destination> getList() {
    return list;
  }

  /** The vault's own, as a line for {@code authorized_keys}; null if it cannot be told. */
  public @Nullable String getPublicKey() {
    return publicKey;
  }

  public @Nullable VaultException getFailure() {
    return failure;
  }
}

package org.holdfast.domain.wallet;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The HSM credentials of a server, one a token (S25, S29). Not to be shared between threads. */
public final class StoredCredentials implements AutoCloseable {

  private final List<StoredCredential> list;

  /**
   * @param list is owned by the new object
   */
  public StoredCredentials(List<StoredCredential> list) {
    this.list = List.copyOf(list);
  }

  /** Owned by this object: not to be closed by the caller. */
  public List<StoredCredential> list() {
    return list;
  }

  /** That of one token, owned by this object; empty if there is none. */
  public Optional<StoredCredential> find(String vendorId, @Nullable String tokenLabel) {
    return list.stream()
        .filter(
            stored ->
                stored.vendorId().equals(vendorId)
                    && Objects.equals(stored.tokenLabel(), tokenLabel))
        .findFirst();
  }

  /** Copies of these, with that one in place of one for the same token. */
  public StoredCredentials with(StoredCredential added) {
    List<StoredCredential> more = new ArrayList<>();
    for (StoredCredential stored : list) {
      if (!stored.vendorId().equals(added.vendorId())
          || !Objects.equals(stored.tokenLabel(), added.tokenLabel())) {
        more.add(stored.copy());
      }
    }
    more.add(added.copy());
    return new StoredCredentials(more);
  }

  @Override
  public void close() {
    list.forEach(StoredCredential::close);
  }

  @Override
  public String toString() {
    return "StoredCredentials" + list;
  }
}

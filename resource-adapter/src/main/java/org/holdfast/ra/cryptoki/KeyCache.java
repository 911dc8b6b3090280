package org.holdfast.ra.cryptoki;

import java.util.HashMap;
import java.util.Map;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.secret.Bytes;
import org.jspecify.annotations.Nullable;

/** Key handles that a session found; a search is slow on tokens with many objects. */
final class KeyCache {

  /** A key as wrap and unwrap need it. */
  record Entry(long handle, Bytes checkValue) {}

  private final Map<KeyRef, Entry> entries = new HashMap<>();

  @Nullable Entry get(KeyRef key) {
    return entries.get(key);
  }

  void put(KeyRef key, Entry entry) {
    entries.put(key, entry);
  }

  void remove(KeyRef key) {
    entries.remove(key);
  }

  void clear() {
    entries.clear();
  }
}

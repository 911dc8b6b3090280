package org.holdfast.ejb.backup.store;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.holdfast.domain.backup.Destination;
import org.holdfast.domain.backup.DestinationRepository;
import org.holdfast.domain.secret.Bytes;
import org.jspecify.annotations.Nullable;

/** Keeps the key pair in memory; no destinations. */
final class KeptKeyPair implements DestinationRepository {

  private final AtomicReference<@Nullable SealedKeyPair> kept = new AtomicReference<>();

  @Override
  public List<Destination> list() {
    return List.of();
  }

  @Override
  public Optional<Destination> find(UUID id) {
    return Optional.empty();
  }

  @Override
  public void save(Destination destination, @Nullable Bytes sealedPassword) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Bytes> sealedPassword(UUID id) {
    return Optional.empty();
  }

  @Override
  public void delete(UUID id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<SealedKeyPair> keyPair() {
    return Optional.ofNullable(kept.get());
  }

  @Override
  public SealedKeyPair saveKeyPair(SealedKeyPair fresh) {
    kept.compareAndSet(null, fresh);
    return keyPair().orElseThrow();
  }
}

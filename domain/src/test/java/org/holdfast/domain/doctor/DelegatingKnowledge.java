package org.holdfast.domain.doctor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.node.DatabaseFacts;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.wallet.Vault;

/** Knows what another knows, but for what a test changes. */
class DelegatingKnowledge implements Knowledge {

  private final Knowledge other;

  DelegatingKnowledge(Knowledge other) {
    this.other = other;
  }

  @Override
  public Mode mode() {
    return other.mode();
  }

  @Override
  public List<KnownRoot> roots() {
    return other.roots();
  }

  @Override
  public boolean isCredentialRefused(Reach token) {
    return other.isCredentialRefused(token);
  }

  @Override
  public void rememberRefusal(Reach token) {
    other.rememberRefusal(token);
  }

  @Override
  public Optional<Map<HomeFile, Bytes>> digests() {
    return other.digests();
  }

  @Override
  public OptionalInt poolSize() {
    return other.poolSize();
  }

  @Override
  public Optional<DatabaseFacts> database() {
    return other.database();
  }

  @Override
  public Optional<Vault.Status> vault() {
    return other.vault();
  }

  @Override
  public Optional<BackupFacts> backups() {
    return other.backups();
  }
}

package org.holdfast.ejb.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.file.Path;
import org.holdfast.domain.audit.chain.Seal;
import org.holdfast.domain.home.RecordFile;
import org.holdfast.domain.home.VaultHome;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.ejb.node.VaultConfig;
import org.holdfast.ejb.rootoftrust.VaultRestored;
import org.jspecify.annotations.Nullable;

/**
 * The end of this node's chain as this node has made it, kept where the database's administrator
 * does not reach: in memory, and now and then in the home folder. So a chain whose end was cut off
 * is noticed. Safe for use by many threads.
 */
@ApplicationScoped
class SeenChain {

  private static final String FILE = "etc/audit-seen";
  private static final String TITLE = "holdfast audit seen 1";
  private static final String POSITION = "position";
  private static final String HASH = "hash";

  @Inject private VaultConfig config;

  private Seal.@Nullable Head seen;
  private Seal.@Nullable Head saved;

  /** What was seen last; {@link Seal.Head#NONE} if nothing was. */
  synchronized Seal.Head head() {
    if (seen == null) {
      seen = VaultHome.read(file()).map(SeenChain::decode).orElse(Seal.Head.NONE);
      saved = seen;
    }
    return seen;
  }

  /** Takes note of the end, in memory. */
  synchronized void saw(Seal.Head head) {
    head();
    seen = head;
  }

  /** Brings what was seen to disk. */
  synchronized void save() {
    Seal.Head head = head();
    if (!head.equals(saved)) {
      VaultHome.replace(
          file(),
          new RecordFile(TITLE)
              .with(POSITION, Long.toString(head.position()))
              .with(HASH, head.hash().toHex())
              .encode());
      saved = head;
    }
  }

  /** The chain is that of the backup from now on, or goes on from it. */
  synchronized void onRestore(@Observes VaultRestored restored) {
    seen = Seal.Head.NONE;
    save();
  }

  private Path file() {
    return config.home().resolve(FILE);
  }

  private static Seal.Head decode(Bytes content) {
    RecordFile record = RecordFile.decode(TITLE, content);
    return new Seal.Head(Long.parseLong(record.get(POSITION)), Bytes.fromHex(record.get(HASH)));
  }
}

package org.holdfast.domain.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.object.HsmHolder;
import org.holdfast.domain.object.ObjectCipher.Binding;
import org.holdfast.domain.object.ObjectCipher.SealedMaterial;
import org.jspecify.annotations.Nullable;

/** The tables that a backup holds: all that nodes share, and this node's projections of it. */
public interface VaultTables {

  /**
   * Part of a table.
   *
   * @param name with its schema, such as {@code vault.security_object}
   * @param columns in the order of the rows' fields
   * @param rows how many
   */
  record TableRows(String name, List<String> columns, long rows) {

    public TableRows {
      columns = List.copyOf(columns);
    }
  }

  /**
   * The keys without which tables cannot be read.
   *
   * @param masterKeys that wrap data keys
   * @param rootKeys that wrap the data keys which the HSM holds
   */
  record KeysInUse(Set<UUID> masterKeys, Set<HsmHolder> rootKeys) {

    public KeysInUse {
      masterKeys = Set.copyOf(masterKeys);
      rootKeys = Set.copyOf(rootKeys);
    }

    /** These, and that master key and those Root of Trust keys. */
    public KeysInUse with(UUID masterKey, Collection<HsmHolder> moreRootKeys) {
      Set<UUID> masters = new HashSet<>(masterKeys);
      masters.add(masterKey);
      Set<HsmHolder> roots = new HashSet<>(rootKeys);
      roots.addAll(moreRootKeys);
      return new KeysInUse(masters, roots);
    }
  }

  /** All tables as they were in one moment. For use by one thread. */
  interface Snapshot extends AutoCloseable {

    /** In PostgreSQL's words ({@code pg_snapshot}). */
    String identity();

    /** Of the database that it is of. */
    String system();

    /** Version of the newest migration. */
    int schemaVersion();

    /**
     * In an order in which they can be loaded. An incremental one holds the new rows alone. They
     * are counted when this is first asked, which takes its time with many rows.
     */
    List<TableRows> tables();

    /** Security objects that are not destroyed. */
    long objects();

    /** The keys that wrap the data keys of all objects, also of an incremental one's full one. */
    KeysInUse keysInUse();

    /** Writes rows in PostgreSQL's binary COPY format. */
    void copy(TableRows table, OutputStream to) throws IOException;

    @Override
    void close();
  }

  /**
   * Looks at everything that is committed now.
   *
   * @param since identity of an earlier snapshot: rows that it shows are left out; null for all
   * @throws VaultException {@link ErrorCode#DATABASE_AWAY}
   */
  Snapshot snapshot(@Nullable String since);

  /**
   * Empty tables beside those in force, to be filled, checked and put in their place. Nobody else
   * sees them. For use by one thread.
   */
  interface Staged extends AutoCloseable {

    /**
     * Adds the rows of a table; rows with a key that is there already take the place of those.
     *
     * @throws VaultException {@link ErrorCode#BACKUP_DAMAGED} if they are not what the table takes
     */
    void load(TableRows table, InputStream rows) throws IOException;

    /**
     * After the last row: adds indexes, references and triggers, and computes again what
     * incremental rows have made out of date.
     *
     * @throws VaultException {@link ErrorCode#BACKUP_DAMAGED} if rows contradict each other
     */
    void complete(boolean incremental);

    long rows(String table);

    /** Sealed material of objects from all over, for proof that it opens. */
    List<Sample> samples(int most);

    /**
     * Puts the staged tables in place of those in force, in the transaction of the caller; the
     * audit records of those in force are added to the staged ones first, so that none is lost.
     */
    void swap();

    /** Drops what is staged, or after a swap what was in force before. */
    @Override
    void close();
  }

  /** Sealed material and what binds it. */
  record Sample(Binding binding, SealedMaterial sealed) {}

  /**
   * Makes empty staged tables.
   *
   * @param id names them; what is there under that name is dropped
   */
  Staged stage(UUID id);

  /** Drops whatever was staged and is left. */
  void dropLeftOvers();

  /** Whether the database replicates to or from other nodes. */
  boolean isReplicated();

  /** Version of the newest migration. */
  int schemaVersion();
}

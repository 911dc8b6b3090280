package org.holdfast.domain.rootoftrust;

import java.util.Optional;

/** The passports of this node's Root of Trust keys, in the transaction of the caller. */
public interface PassportRepository {

  /** That of a Root of Trust; empty if none was taken. */
  Optional<RootPassport> find(RootOfTrust rootOfTrust);

  /** Keeps a passport, in the place of a former one. */
  void save(RootOfTrust rootOfTrust, RootPassport passport);
}

package org.holdfast.domain.audit.chain;

import org.holdfast.domain.secret.Bytes;

/** Makes and checks proofs with the vault's keys. */
public interface Prover {

  /**
   * Proves a digest with the strongest key in force: the Root of Trust key in HSM mode, the active
   * master key otherwise.
   *
   * @throws org.holdfast.domain.error.VaultException if the HSM is away, or the vault is closed
   */
  Proof prove(Bytes digest);

  /** Whether a proof is one of that digest. */
  Proof.Result check(Proof proof, Bytes digest);
}

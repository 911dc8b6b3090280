package org.holdfast.domain.backup.file;

import org.holdfast.domain.backup.file.BackupManifest.Proof;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.RecordFile;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.hsm.WrapMechanism;
import org.holdfast.domain.hsm.WrappedSecret;
import org.holdfast.domain.secret.Bytes;

/** How a proof is written. */
final class ProofForm {

  private static final String TITLE = "holdfast backup proof 1";

  private ProofForm() {}

  static Bytes encode(Proof proof) {
    WrappedSecret macKey = proof.macKey();
    Bytes encoded =
        new RecordFile(TITLE)
            .with("key-number", Integer.toString(macKey.key().number()))
            .with("check-value", macKey.checkValue().toHex())
            .with("mechanism", macKey.mechanism().name())
            .with("iv", macKey.iv().toHex())
            .with("wrapped", macKey.wrapped().toHex())
            .with("mac", proof.mac().toHex())
            .encode();
    if (encoded.size() > FileForm.PROOF_BYTES) {
      throw new IllegalArgumentException("The proof is too large: " + encoded.size());
    }
    return encoded;
  }

  static Proof decode(Bytes encoded, long position) {
    try {
      RecordFile record = RecordFile.decode(TITLE, encoded);
      Proof proof =
          new Proof(
              new WrappedSecret(
                  new KeyRef(record.number("key-number")),
                  record.bytes("check-value"),
                  WrapMechanism.valueOf(record.get("mechanism")),
                  record.bytes("iv"),
                  record.bytes("wrapped")),
              record.bytes("mac"));
      if (encode(proof).equals(encoded)) {
        return proof;
      }
    } catch (VaultException | IllegalArgumentException e) {
      // Without its cause, which quotes the file.
      throw FileForm.damaged("the proof has another form", position);
    }
    throw FileForm.damaged("the proof has another form", position);
  }
}

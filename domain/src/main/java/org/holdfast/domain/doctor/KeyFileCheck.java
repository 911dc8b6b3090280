package org.holdfast.domain.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.wallet.KeyFile;
import org.holdfast.domain.wallet.StoredCredentials;

/** The key file, and the credential that it opens (S29, S79). */
final class KeyFileCheck implements Check {

  private static final String OWNER_ONLY = "rw-------";

  @Override
  public void run(Examination examination, Findings findings) {
    keyFile(examination, findings);
    credential(examination, findings);
  }

  private static void keyFile(Examination examination, Findings findings) {
    Surroundings at = examination.surroundings();
    Path path = at.keyFilePath();
    if (!Files.exists(path)) {
      boolean needed =
          at.home().read(HomeFile.HSM_CREDENTIAL).isPresent()
              || at.home().read(HomeFile.AUTO_LOGIN).isPresent();
      if (needed) {
        findings.fail(Step.KEY_FILE, path + " is missing, and something is stored under it");
      } else {
        findings.skip(Step.KEY_FILE, path + " is made when something is first stored under it");
      }
      return;
    }
    try {
      String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
      if (!mode.equals(OWNER_ONLY) && !mode.equals("r--------")) {
        findings.fail(Step.KEY_FILE, path + " has mode " + mode, "chmod 600 " + path);
      } else if (path.startsWith(at.root()) && examination.isIn(Mode.PASSPHRASE)) {
        findings.warn(
            Step.KEY_FILE,
            path + " lies in the home folder: in passphrase mode a copy of it opens the vault");
      } else {
        findings.pass(Step.KEY_FILE, path + ", mode " + mode);
      }
    } catch (IOException e) {
      findings.fail(Step.KEY_FILE, Words.of(e));
    }
  }

  private static void credential(Examination examination, Findings findings) {
    Surroundings at = examination.surroundings();
    try {
      Optional<Bytes> file = at.home().read(HomeFile.HSM_CREDENTIAL);
      if (file.isEmpty()) {
        if (examination.isIn(Mode.HSM)) {
          findings.fail(
              Step.STORED_CREDENTIAL,
              at.home().path(HomeFile.HSM_CREDENTIAL)
                  + " is missing: after a restart the vault cannot open by itself");
        } else {
          findings.pass(
              Step.STORED_CREDENTIAL,
              "None is stored, and none is needed; Set Credential prepares a restore");
        }
        return;
      }
      List<Reach> tokens = tokens(at.keyFile(), file.get());
      String stored = tokens.stream().map(KeyFileCheck::describe).collect(Collectors.joining("; "));
      Optional<Reach> refused =
          tokens.stream().filter(examination.knowledge()::isCredentialRefused).findFirst();
      if (refused.isPresent()) {
        findings.fail(
            Step.STORED_CREDENTIAL,
            new VaultException(ErrorCode.CREDENTIAL_REFUSED_BEFORE, describe(refused.get())));
      } else if (examination.isIn(Mode.HSM) && keys(at) > tokens.size()) {
        findings.warn(
            Step.STORED_CREDENTIAL,
            "%d Roots of Trust open the wallet, and credentials are stored for %d: %s"
                .formatted(keys(at), tokens.size(), stored));
      } else if (examination.isIn(Mode.HSM)) {
        findings.pass(Step.STORED_CREDENTIAL, "Stored for " + stored);
      } else {
        findings.pass(
            Step.STORED_CREDENTIAL,
            "Stored for " + stored + ": this server is prepared for a restore");
      }
    } catch (VaultException e) {
      findings.fail(Step.STORED_CREDENTIAL, e);
    }
  }

  private static int keys(Surroundings at) {
    return new HomeKnowledge(at.home(), at.keyFile()).keys().size();
  }

  private static List<Reach> tokens(KeyFile keyFile, Bytes file) {
    try (StoredCredentials stored = keyFile.openCredentials(file)) {
      return stored.list().stream()
          .map(one -> new Reach(one.vendorId(), one.tokenLabel()))
          .toList();
    }
  }

  private static String describe(Reach token) {
    String label = token.tokenLabel();
    return token.vendorId() + (label == null ? ", no token label" : ", token " + label);
  }
}

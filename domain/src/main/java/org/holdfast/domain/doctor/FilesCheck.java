package org.holdfast.domain.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.home.VaultHome;
import org.holdfast.domain.secret.Bytes;

/** The wallet's files: those of the mode in force are there and unchanged, others are not. */
final class FilesCheck implements Check {

  private static final List<HomeFile> OF_HSM_MODE =
      List.of(HomeFile.WALLET, HomeFile.HSM_WALLET_PASSWORD, HomeFile.RESTORE_WALLET);
  private static final List<HomeFile> OF_PASSPHRASE_MODE =
      List.of(HomeFile.WALLET, HomeFile.PASSPHRASE_WALLET_PASSWORD, HomeFile.AUTO_LOGIN);
  private static final int SHORT = 16;

  @Override
  public void run(Examination examination, Findings findings) {
    Mode mode = examination.knowledge().mode();
    if (mode == Mode.NOT_INSTALLED || mode == Mode.CHANGING) {
      String why =
          mode == Mode.CHANGING ? "An operation changes them now" : "Post-install was not done yet";
      findings.skip(Step.RESTORE_FILES, why);
      findings.skip(Step.LEFTOVERS, why);
      findings.skip(Step.DIGESTS, why);
      return;
    }
    VaultHome home = examination.surroundings().home();
    boolean hsm = mode == Mode.HSM;
    there(home, hsm ? OF_HSM_MODE : OF_PASSPHRASE_MODE, findings);
    leftovers(examination.surroundings(), hsm, findings);
    digests(examination, hsm ? OF_HSM_MODE : OF_PASSPHRASE_MODE, findings);
  }

  private static void there(VaultHome home, List<HomeFile> needed, Findings findings) {
    List<String> missing =
        needed.stream()
            .filter(file -> !Files.isRegularFile(home.path(file)))
            .map(HomeFile::path)
            .toList();
    if (missing.isEmpty()) {
      findings.pass(
          Step.RESTORE_FILES, String.join(", ", needed.stream().map(HomeFile::path).toList()));
    } else {
      findings.fail(
          Step.RESTORE_FILES,
          new VaultException(
              ErrorCode.WALLET_UNREADABLE, String.join(", ", missing) + ": not there"));
    }
  }

  private static void leftovers(Surroundings at, boolean hsm, Findings findings) {
    List<Path> left = new ArrayList<>();
    for (HomeFile file : hsm ? OF_PASSPHRASE_MODE : OF_HSM_MODE) {
      Path path = at.home().path(file);
      if (file != HomeFile.WALLET && Files.exists(path)) {
        left.add(path);
      }
    }
    boolean opens = hsm && !left.isEmpty();
    List<Path> staged = list(at.root().resolve("staging"));
    if (!left.isEmpty()) {
      String files = String.join(" ", left.stream().map(Path::toString).toList());
      findings.fail(
          Step.LEFTOVERS,
          "Left of %s mode: %s%s"
              .formatted(
                  hsm ? "passphrase" : "HSM",
                  files,
                  opens ? "; with it the wallet may open without the HSM" : ""),
          "Remove what is left, when you are sure that the mode is right: rm " + files);
    } else if (!staged.isEmpty()) {
      findings.warn(
          Step.LEFTOVERS,
          "Staged files of an interrupted operation: "
              + Words.some(staged.stream().map(Path::toString).toList()),
          "The vault finishes or undoes the operation at its next start.");
    } else {
      findings.pass(Step.LEFTOVERS, "None");
    }
  }

  private static List<Path> list(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static void digests(Examination examination, List<HomeFile> files, Findings findings) {
    VaultHome home = examination.surroundings().home();
    Optional<Map<HomeFile, Bytes>> known = examination.knowledge().digests();
    if (known.isEmpty()) {
      List<String> now = new ArrayList<>();
      files.forEach(
          file ->
              home.read(file).ifPresent(content -> now.add(file.path() + " " + digest(content))));
      findings.skip(
          Step.DIGESTS, "What they were is in the database alone. SHA-256 now: " + Words.some(now));
      return;
    }
    List<String> changed = new ArrayList<>();
    known
        .get()
        .forEach(
            (file, digest) -> {
              // An operator may edit this one (S101).
              if (file != HomeFile.SECURITY_CONF
                  && home.read(file).filter(c -> VaultHome.digest(c).equals(digest)).isEmpty()) {
                changed.add(file.path());
              }
            });
    if (changed.isEmpty()) {
      findings.pass(Step.DIGESTS, "As the last operation wrote them");
    } else {
      findings.fail(
          Step.DIGESTS,
          new VaultException(
              ErrorCode.WALLET_UNREADABLE, String.join(", ", changed) + " was changed"));
    }
  }

  private static String digest(Bytes content) {
    return VaultHome.digest(content).toHex().substring(0, SHORT) + "…";
  }
}

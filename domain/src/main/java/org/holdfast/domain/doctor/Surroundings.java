package org.holdfast.domain.doctor;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.holdfast.domain.home.VaultHome;
import org.holdfast.domain.hsm.HsmConnectionFactory;
import org.holdfast.domain.hsm.VendorPacks;
import org.holdfast.domain.wallet.KeyFile;

/**
 * Where the doctor looks.
 *
 * @param place where it runs
 * @param version of the program
 * @param root the home folder
 * @param home its files
 * @param keyFile opens what is stored
 * @param keyFilePath where the key file is to be
 * @param vendors that are known
 * @param hsm the way to tokens
 * @param environment variables
 * @param user who runs this
 * @param clock of this machine
 */
public record Surroundings(
    Report.Place place,
    String version,
    Path root,
    VaultHome home,
    KeyFile keyFile,
    Path keyFilePath,
    VendorPacks vendors,
    HsmConnectionFactory hsm,
    Map<String, String> environment,
    String user,
    Clock clock) {

  public Surroundings {
    environment = Map.copyOf(environment);
  }
}

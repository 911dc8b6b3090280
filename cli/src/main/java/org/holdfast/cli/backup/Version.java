package org.holdfast.cli.backup;

import picocli.CommandLine.IVersionProvider;

/** The version that the build has put beside the classes. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {version == null ? "development" : version};
  }
}

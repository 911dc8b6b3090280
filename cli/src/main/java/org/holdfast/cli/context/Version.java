package org.holdfast.cli.context;

import picocli.CommandLine.IVersionProvider;

/** The version that the build has put beside the classes. */
public final class Version implements IVersionProvider {

  /** Such as {@code 0.1.0}. */
  public static String current() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {current()};
  }
}

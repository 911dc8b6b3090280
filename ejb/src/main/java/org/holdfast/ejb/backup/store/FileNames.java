package org.holdfast.ejb.backup.store;

/** What a store takes as the name of a file: one that cannot lead out of the folder. */
final class FileNames {

  private FileNames() {}

  /**
   * The name itself.
   *
   * @throws IllegalArgumentException if it is not a plain file name
   */
  static String plain(String name) {
    if (name.isEmpty()
        || name.equals(".")
        || name.equals("..")
        || name.indexOf('/') >= 0
        || name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("Not a plain file name");
    }
    return name;
  }

  /** The path of a file on an SSH server, whose separator is always the slash. */
  static String join(String folder, String name) {
    return folder.endsWith("/") ? folder + plain(name) : folder + "/" + plain(name);
  }
}

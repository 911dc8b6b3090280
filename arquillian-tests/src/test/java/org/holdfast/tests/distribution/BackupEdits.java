package org.holdfast.tests.distribution;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * A backup file as somebody may have changed it: title, u32 length, manifest, SHA-256 of it, u32
 * length, proof, chunks, u64 number of chunks, SHA-256 of all before.
 */
final class BackupEdits {

  private static final String TITLE = "HOLDFAST BACKUP 1\n";
  private static final int MANIFEST_AT = TITLE.length() + Integer.BYTES;
  private static final int DIGEST = 32;

  private final Path folder;
  private final byte[] whole;

  BackupEdits(Path folder, String file) {
    this.folder = folder;
    try {
      whole = Files.readAllBytes(folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int bytes() {
    return whole.length;
  }

  int manifestEnd() {
    return MANIFEST_AT + ByteBuffer.wrap(whole).getInt(TITLE.length());
  }

  /** Puts a file beside the good one, under a name of its own, cut off after that many bytes. */
  String cut(String name, int length) {
    return write(name, Arrays.copyOf(whole, length));
  }

  /** Another byte at one place. */
  String flipped(String name, int position) {
    byte[] changed = whole.clone();
    changed[position] ^= 1;
    return write(name, changed);
  }

  /** Another text in the title or manifest, with the checksums made anew. */
  String replaced(String name, String from, String to) {
    String text = new String(whole, ISO_8859_1);
    String manifest = text.substring(MANIFEST_AT, manifestEnd());
    if (!(TITLE + manifest).contains(from)) {
      throw new AssertionError(from + " is not in " + manifest);
    }
    byte[] changed = manifest.replace(from, to).getBytes(ISO_8859_1);
    byte[] rest = Arrays.copyOfRange(whole, manifestEnd() + DIGEST, whole.length - DIGEST);
    byte[] title = TITLE.replace(from, to).getBytes(ISO_8859_1);
    ByteBuffer file =
        ByteBuffer.allocate(
            title.length + Integer.BYTES + changed.length + DIGEST + rest.length + DIGEST);
    file.put(title).putInt(changed.length).put(changed).put(sha256(changed)).put(rest);
    file.put(sha256(Arrays.copyOf(file.array(), file.position())));
    return write(name, file.array());
  }

  private String write(String name, byte[] content) {
    try {
      Files.write(folder.resolve(name), content);
      return name;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}

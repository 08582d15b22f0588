/** Encrypts and decrypts frames off the page's thread. Served from our own build. */
import 'livekit-client/e2ee-worker';

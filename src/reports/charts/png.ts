import { fileURLToPath } from 'node:url';

/** The charts' font comes with NOX: a bare machine has none. Inter, under the SIL Open Font License. */
const fontFiles = ['400Regular/Inter_400Regular.ttf', '600SemiBold/Inter_600SemiBold.ttf'].map((file) =>
  fileURLToPath(import.meta.resolve(`@expo-google-fonts/inter/${file}`)),
);

/**
 * A chart as a picture, twice as many pixels wide as it was drawn; drawn beside the event loop. The renderer is loaded
 * when the first report needs it. Errors: what it throws, also where it is not made for this machine.
 */
export async function pngOf(svg: string): Promise<Uint8Array> {
  const { renderAsync } = await import('@resvg/resvg-js');
  const image = await renderAsync(svg, {
    fitTo: { mode: 'zoom', value: 2 },
    font: { loadSystemFonts: false, fontFiles, defaultFontFamily: 'Inter', sansSerifFamily: 'Inter' },
    logLevel: 'off',
  });
  return image.asPng();
}

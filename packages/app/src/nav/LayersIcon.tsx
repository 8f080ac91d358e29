/** Three layers, the sign of the product. */
export function LayersIcon() {
  return (
    <svg width="28" height="28" viewBox="0 0 32 32" aria-hidden="true">
      <path fill="#6ee7b7" d="M16 3 30 10 16 17 2 10z" />
      <path fill="#34d399" d="m5.5 14.2 10.5 5.3 10.5-5.3L30 16l-14 7-14-7z" />
      <path fill="#059669" d="m5.5 20.2 10.5 5.3 10.5-5.3L30 22l-14 7-14-7z" />
    </svg>
  );
}

import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// A busy machine may take longer than the default second to load a lazy part of a page.
configure({ asyncUtilTimeout: 30_000 });

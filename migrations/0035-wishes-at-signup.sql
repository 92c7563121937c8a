-- Beside a signup people may ask to be kept informed, or to be asked later what came of it. In force when they have shown
-- that the address is theirs: by the button in a mail about it, or by the one that confirms the signup it came with.
ALTER TABLE subscription_requests
  ADD COLUMN purposes text[] NOT NULL DEFAULT '{news}'
    CONSTRAINT subscription_requests_purposes CHECK (purposes <@ '{news,follow-up}' AND purposes <> '{}'),
  -- the signup whose confirmation confirms this too; null: it has a mail of its own
  ADD COLUMN registration_id uuid;
CREATE INDEX subscription_requests_with ON subscription_requests (programme_id, registration_id) WHERE registration_id IS NOT NULL;
SELECT classify('subscription_requests', 'key', '7 days', 'registration_id');
SELECT classify('subscription_requests', 'personal', '7 days', 'purposes');

"""What people save: scenarios, proposals for changed rules, reviews, publications, and a trail of every act."""

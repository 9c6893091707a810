package dev.pennon.sample.shop;

/**
 * What the flags make of the front page for one person.
 *
 * @param banner the line above the products
 * @param checkoutButton what the button below a product says
 * @param newProductCards whether products are shown on the new cards
 * @param oneClickReorder whether the new cards offer to order the same again
 * @param tastingNotes whether tasting notes are shown
 * @param loyaltyCard whether the person can collect stamps
 * @param newsletterOffer whether the person is offered what readers of the newsletter are
 * @param foundingMember whether the person was there from the beginning
 */
record ShopFront(Banner banner, String checkoutButton, boolean newProductCards, boolean oneClickReorder,
		boolean tastingNotes, boolean loyaltyCard, boolean newsletterOffer, boolean foundingMember) {
}

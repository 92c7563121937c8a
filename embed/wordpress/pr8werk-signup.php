<?php
/**
 * Plugin Name:       Pr8werk aanmeldformulier
 * Description:       Zet het aanmeldformulier van een Pr8werk-bijeenkomst op je site, met een blok of met de shortcode [pr8werk_signup event="programma/bijeenkomst" source="jouw-netwerk"]. Vul eerst bij Instellingen → Pr8werk in waar de server staat. Zonder JavaScript of bij een storing zien bezoekers een gewone link. De plugin plaatst geen cookies en bewaart geen gegevens van bezoekers.
 * Version:           1.0.0
 * Requires at least: 6.3
 * Requires PHP:      7.4
 * License:           EUPL-1.2
 * License URI:       https://eupl.eu/1.2/nl/
 *
 * Installeren: zet dit bestand in wp-content/plugins/ en zet de plugin aan bij Plugins.
 *
 * The shortcode and the block exist because editors without `unfiltered_html` lose scripts and unknown tags when they
 * save; what a plugin renders is not filtered.
 */

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

const PR8WERK_OPTION = 'pr8werk_server';
const PR8WERK_HANDLE = 'pr8werk-signup';

/** What a shortcode or a block may set; the names of the shortcode. */
const PR8WERK_DEFAULTS = array(
	'event'    => '',
	'source'   => '',
	'lang'     => '',
	'prefill'  => '',
	'redirect' => '',
	'no_title' => '',
	'link'     => '',
);

/** The address of the server without a slash at the end, or '' when it is not set. */
function pr8werk_server() {
	return untrailingslashit( (string) get_option( PR8WERK_OPTION, '' ) );
}

/** Only a web address; on a secure site only a secure one, as browsers block the other. */
function pr8werk_clean_server( $address ) {
	$protocols = is_ssl() ? array( 'https' ) : array( 'https', 'http' );
	$clean     = esc_url_raw( trim( (string) $address ), $protocols );
	if ( '' === $clean && '' !== trim( (string) $address ) ) {
		add_settings_error( PR8WERK_OPTION, 'pr8werk', 'Vul een volledig webadres in dat begint met https://' );
		return (string) get_option( PR8WERK_OPTION, '' );
	}
	return untrailingslashit( $clean );
}

// ---- what visitors get ----

/** What went wrong is for who can mend it; visitors see nothing broken. */
function pr8werk_complaint( $text ) {
	return current_user_can( 'edit_posts' ) ? '<p><strong>Pr8werk:</strong> ' . esc_html( $text ) . '</p>' : '';
}

function pr8werk_attributes( $settings ) {
	$html = '';
	foreach ( $settings as $name => $value ) {
		if ( '' !== $value ) {
			$html .= ' ' . $name . '="' . esc_attr( $value ) . '"';
		}
	}
	return $html;
}

function pr8werk_render( $given ) {
	$given = array_map( 'strval', array_filter( (array) $given, 'is_scalar' ) );
	// A word without a value, as in [pr8werk_signup no-title], comes in under a number.
	if ( in_array( 'no-title', $given, true ) || ! empty( $given['no-title'] ) ) {
		$given['no_title'] = '1';
	}
	$set    = shortcode_atts( PR8WERK_DEFAULTS, $given, 'pr8werk_signup' );
	$server = pr8werk_server();
	if ( '' === $server ) {
		return pr8werk_complaint( 'vul bij Instellingen → Pr8werk in waar de server staat.' );
	}
	if ( ! preg_match( '~^[a-z0-9-]+/[a-z0-9-]+$~D', $set['event'] ) ) {
		return pr8werk_complaint( 'geef een bijeenkomst op als programma/bijeenkomst, of programma/next voor de eerstvolgende.' );
	}
	list( $programme, $meeting ) = explode( '/', $set['event'] );
	$text = '' !== $set['link'] ? $set['link'] : 'Aanmelden';
	$link = '<a href="' . esc_url( "$server/$programme/e/$meeting" ) . '">' . esc_html( $text ) . '</a>';
	// Feed readers run no scripts.
	if ( is_feed() ) {
		return $link;
	}
	wp_enqueue_script( PR8WERK_HANDLE );
	$attributes = pr8werk_attributes(
		array(
			'event'    => $set['event'],
			'source'   => $set['source'],
			'lang'     => $set['lang'],
			'prefill'  => $set['prefill'],
			'redirect' => esc_url_raw( $set['redirect'], array( 'https', 'http' ) ),
			'no-title' => in_array( $set['no_title'], array( '', '0', 'false', 'nee' ), true ) ? '' : 'true',
			// Said in full: a cache plugin that moves the script takes away how it knows its server.
			'api'      => esc_url_raw( $server ),
		)
	);
	return "<pr8werk-signup$attributes>$link</pr8werk-signup>";
}

/** Plugins for speed and consent must leave the script alone: it is a module, sets no cookies and loads late anyway. */
function pr8werk_script_tag( $tag, $handle, $src ) {
	if ( PR8WERK_HANDLE !== $handle ) {
		return $tag;
	}
	// phpcs:ignore WordPress.WP.EnqueuedResources.NonEnqueuedScript -- it is enqueued; this only writes the tag as a module.
	return '<script data-cfasync="false" data-no-optimize="1" data-no-defer="1" data-cookieconsent="ignore" nowprocket type="module" src="' . esc_url( $src ) . '"></script>' . "\n";
}
add_filter( 'script_loader_tag', 'pr8werk_script_tag', 10, 3 );

// ---- the block ----

function pr8werk_editor_script() {
	return <<<'JS'
(function (blocks, element, editor, components) {
  var el = element.createElement;
  var questions = [
    ['event', 'Bijeenkomst', 'programma/bijeenkomst, of programma/next voor de eerstvolgende'],
    ['source', 'Herkomst', 'korte naam van je netwerk, zoals onz-achterhoek'],
    ['link', 'Tekst van de link', 'voor bezoekers zonder JavaScript'],
    ['redirect', 'Bedankpagina (niet verplicht)', 'webadres waar bezoekers na het aanmelden heen gaan']
  ];
  blocks.registerBlockType('pr8werk/signup', {
    apiVersion: 3,
    title: 'Pr8werk aanmeldformulier',
    icon: 'clipboard',
    category: 'embed',
    attributes: Object.fromEntries(['event', 'source', 'lang', 'prefill', 'redirect', 'link'].map(function (name) {
      return [name, { type: 'string', default: '' }];
    }).concat([['no_title', { type: 'boolean', default: false }]])),
    edit: function (props) {
      var fields = questions.map(function (question) {
        return el(components.TextControl, {
          key: question[0],
          label: question[1],
          help: question[2],
          value: props.attributes[question[0]],
          onChange: function (value) {
            var change = {};
            change[question[0]] = value;
            props.setAttributes(change);
          }
        });
      });
      fields.push(el(components.ToggleControl, {
        key: 'no_title',
        label: 'Titel, datum en plaats weglaten',
        checked: props.attributes.no_title,
        onChange: function (value) { props.setAttributes({ no_title: value }); }
      }));
      return el('div', editor.useBlockProps(), el(components.Placeholder, {
        icon: 'clipboard',
        label: 'Pr8werk aanmeldformulier',
        instructions: 'Op de pagina zelf staat hier het formulier.'
      }, el('div', null, fields)));
    },
    save: function () { return null; }
  });
})(window.wp.blocks, window.wp.element, window.wp.blockEditor, window.wp.components);
JS;
}

function pr8werk_register() {
	add_shortcode( 'pr8werk_signup', 'pr8werk_render' );
	$server = pr8werk_server();
	if ( '' !== $server ) {
		// phpcs:ignore WordPress.WP.EnqueuedResourceParameters.MissingVersion -- the version is in the name.
		wp_register_script( PR8WERK_HANDLE, $server . '/embed/v1.js', array(), null, true );
	}
	wp_register_script( 'pr8werk-editor', false, array( 'wp-blocks', 'wp-element', 'wp-block-editor', 'wp-components' ), '1.0.0', true );
	wp_add_inline_script( 'pr8werk-editor', pr8werk_editor_script() );
	$attributes             = array_fill_keys( array_keys( PR8WERK_DEFAULTS ), array( 'type' => 'string', 'default' => '' ) );
	$attributes['no_title'] = array( 'type' => 'boolean', 'default' => false );
	register_block_type(
		'pr8werk/signup',
		array(
			'api_version'     => 3,
			'attributes'      => $attributes,
			'editor_script'   => 'pr8werk-editor',
			'render_callback' => 'pr8werk_render_block',
		)
	);
}
add_action( 'init', 'pr8werk_register' );

function pr8werk_render_block( $attributes ) {
	$attributes['no_title'] = empty( $attributes['no_title'] ) ? '' : '1';
	return pr8werk_render( $attributes );
}

// ---- settings ----

function pr8werk_admin_init() {
	register_setting(
		'pr8werk',
		PR8WERK_OPTION,
		array(
			'type'              => 'string',
			'default'           => '',
			'sanitize_callback' => 'pr8werk_clean_server',
		)
	);
}
add_action( 'admin_init', 'pr8werk_admin_init' );

function pr8werk_admin_menu() {
	add_options_page( 'Pr8werk', 'Pr8werk', 'manage_options', 'pr8werk', 'pr8werk_settings_page' );
}
add_action( 'admin_menu', 'pr8werk_admin_menu' );

/** options.php checks the nonce that settings_fields() writes, and the right to manage options, before it saves. */
function pr8werk_settings_page() {
	if ( ! current_user_can( 'manage_options' ) ) {
		wp_die( 'Je mag deze instellingen niet wijzigen.' );
	}
	?>
	<div class="wrap">
		<h1>Pr8werk</h1>
		<form action="options.php" method="post">
			<?php settings_fields( 'pr8werk' ); ?>
			<table class="form-table" role="presentation">
				<tr>
					<th scope="row"><label for="pr8werk_server">Adres van de server</label></th>
					<td>
						<input type="url" class="regular-text" id="pr8werk_server" name="<?php echo esc_attr( PR8WERK_OPTION ); ?>" value="<?php echo esc_attr( pr8werk_server() ); ?>" aria-describedby="pr8werk_help">
						<p class="description" id="pr8werk_help">Begint met https://. Je krijgt het van de organisatie van het programma.</p>
					</td>
				</tr>
			</table>
			<?php submit_button( 'Bewaren' ); ?>
		</form>
		<h2>Zo gebruik je het</h2>
		<p>Voeg het blok <em>Pr8werk aanmeldformulier</em> toe, of deze shortcode:</p>
		<p><code>[pr8werk_signup event="pr8werk/next" source="jouw-netwerk"]</code></p>
	</div>
	<?php
}

import { describeWithPublished } from '@contact-sync/testing';
import { byId, CONTEXT, type houseNumber, type parcel } from '../test/facts';
import type { PropertyFacts } from './facts';
import { observeProperty } from './observe-property';

describeWithPublished(
  'the published bundle',
  ['specs/datafordeler/data/samples/bfe_graphql_bundle.reconstructed.json'],
  ([file]) => {
    type Nodes = Readonly<Record<string, { readonly nodes: readonly { readonly id_lokalId: string }[] }>>;
    const bundle = JSON.parse(new TextDecoder().decode(file)) as Nodes;
    const nodes = <R>(root: string): readonly R[] => (bundle[root]?.nodes ?? []) as unknown as readonly R[];
    const facts: PropertyFacts = {
      bfeNumber: '2073922',
      MAT_SamletFastEjendom: nodes('MAT_SamletFastEjendom'),
      MAT_Ejerlejlighed: [],
      MAT_BygningPaaFremmedGrundFlade: [],
      MAT_BygningPaaFremmedGrundPunkt: [],
      EBR_Ejendomsbeliggenhed: nodes('EBR_Ejendomsbeliggenhed'),
      DAR_Adresse: byId(),
      DAR_Husnummer: byId(...nodes<ReturnType<typeof houseNumber>>('DAR_Husnummer')),
      DAR_Postnummer: byId(...nodes<ReturnType<typeof houseNumber>>('DAR_Postnummer')),
      DAR_NavngivenVej: byId(...nodes<ReturnType<typeof houseNumber>>('DAR_NavngivenVej')),
      MAT_Jordstykke: nodes('MAT_Jordstykke'),
      MAT_Ejerlav: byId(...nodes<ReturnType<typeof parcel>>('MAT_Ejerlav')),
      EJFCustom_EjerskabBegraenset: nodes('EJFCustom_EjerskabBegraenset'),
    };

    it('is a house with a parcel and a company that owns it', () => {
      expect(observeProperty(facts, CONTEXT)?.observation.groups).toEqual({
        name: { fields: { name1: 'Hasselvej 48, 8000 Aarhus C' } },
        main_address: {
          address: {
            address1: 'Hasselvej 48',
            municipality: '0751',
            postcode: '8000',
            city: 'Aarhus C',
            country_code: 'DK',
          },
          undelivered: { address: ['address3'] },
        },
        lifetime: { started: { date: '2008-05-06' } },
        property: { info: { Ejendomstype: [{ value: 'Samlet fast ejendom' }] } },
        parcels: { info: { Areal: [{ value: '441' }], Matrikel: [{ value: '6hh, Eksempel By, Eksempel' }] } },
        owner: {
          references: {
            Ejer: [
              {
                slot: 'owner',
                relative: { kind: 'number', nameType: 'J', nameCode: '19435075' },
                start: { date: '2019-06-01' },
              },
            ],
          },
        },
      });
    });
  },
);
